using System.Text.Json.Nodes;
using LionMl.Artifacts;
using LionMl.Onnx;
using LionMl.Results;
using LionMl.Running;
using LionMl.Srs;
using LionMl.TestSupport;
using LionMl.Varuna;
using LionMl.Varuna.Tests.Interop;

namespace LionMl.Tests;

/// <summary>Statements whose inputs or outputs are public as a hash, from the model to the verdict.</summary>
public sealed class HashedWorkflowTests : IDisposable
{
    private static readonly Tensor Secret = new(TensorShape.Of(1, 4), [0.123456f, 0.5f, -0.25f, 0.75f]);
    private readonly TemporaryFolder _folder = new();

    private string Home => _folder.File("home");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_hashed_input_is_confirmed_by_who_holds_it_and_its_salt()
    {
        ProveResult proof = Prove("input=hashed,output=public", null);
        StatementDigest digest = Assert.Single(proof.Statement.Digests!.Value);
        Assert.Equal(("x", "input", "raw", 1), (digest.Name, digest.Group, digest.Form, digest.Values!.Value.Length));
        Assert.DoesNotContain("x", proof.PublicTensors[0].Keys);
        Assert.Contains(digest.Values.Value[0], File.ReadAllText(Path.Combine(proof.Folder, ArtifactNames.PublicInputs)), StringComparison.Ordinal);

        VerifyResult plain = Verify(proof);
        Assert.Equal((true, null, VerifyRejection.None), (plain.IsAccepted, plain.IsInputConfirmed, plain.Rejection));
        VerifyResult confirmed = Verify(proof, Secret);
        Assert.Equal((true, true), (confirmed.IsAccepted, confirmed.IsInputConfirmed));
        Assert.True(confirmed.ToJson()["inputConfirmed"]!.GetValue<bool>());

        Tensor other = new(TensorShape.Of(1, 4), [0.123456f, 0.5f, -0.25f, 0.5f]);
        VerifyResult refused = Verify(proof, other);
        Assert.Equal((false, VerifyRejection.Input), (refused.IsAccepted, refused.Rejection));
        Assert.Contains("'x'", refused.Reason, StringComparison.Ordinal);
        VerifyResult far = Verify(proof, new Tensor(TensorShape.Of(1, 4), [1000, 0, 0, 0]));
        Assert.Equal(VerifyRejection.Input, far.Rejection);

        // Whoever gets the folder without its private part needs the salt.
        string salts = Path.Combine(proof.Folder, ArtifactNames.Salts);
        string salt = JsonNode.Parse(File.ReadAllText(salts))![0]![0]!.GetValue<string>();
        Directory.Delete(Path.GetDirectoryName(salts)!, recursive: true);
        Assert.Equal(VerifyRejection.Input, Verify(proof, Secret).Rejection);
        Assert.True(Verify(proof, Secret, salt).IsAccepted);
        Assert.Equal(VerifyRejection.Input, Verify(proof, Secret, "5field").Rejection);
        Assert.Throws<LionException>(() => Verify(proof, Secret, "salt"));
    }

    [Fact]
    public void The_same_salt_gives_the_same_digest_and_fresh_ones_do_not()
    {
        string First(string? salt) => Prove("input=hashed,output=public", salt).Statement.Digests!.Value[0].Values!.Value[0];
        Assert.Equal(First("17field"), First("17"));
        Assert.Equal(First("none"), First("0field"));
        Assert.NotEqual(First(null), First(null));
    }

    [Fact]
    public void A_hashed_output_is_not_shown()
    {
        ProveResult proof = Prove("input=private,output=hashed", null);
        Assert.Equal(("y1", "output"), (proof.Statement.Digests!.Value[0].Name, proof.Statement.Digests.Value[0].Group));
        Assert.Empty(proof.PublicTensors[0]);
        Assert.False(File.Exists(Path.Combine(proof.Folder, ArtifactNames.Output)));
        Assert.True(File.Exists(Path.Combine(proof.Folder, ArtifactNames.PrivateOutput)));
        Assert.True(Verify(proof).IsAccepted);
        Assert.Throws<LionException>(() => Verify(proof, Secret));
    }

    [Fact]
    public void A_statement_with_another_digest_is_refused_by_name()
    {
        ProveResult proof = Prove("input=hashed,output=hashed", null);
        string path = Path.Combine(proof.Folder, ArtifactNames.Statement);
        string before = File.ReadAllText(path);
        string value = proof.Statement.Digests!.Value[1].Values!.Value[0];
        File.WriteAllText(path, before.Replace(value, "7field", StringComparison.Ordinal));
        VerifyResult verdict = Verify(proof);
        Assert.Equal((false, VerifyRejection.Digest), (verdict.IsAccepted, verdict.Rejection));
        Assert.Contains("'y1'", verdict.Reason, StringComparison.Ordinal);

        File.WriteAllText(path, before.Replace("\"form\": \"raw\"", "\"form\": \"plain\"", StringComparison.Ordinal));
        Assert.Contains("digests", Assert.Throws<LionException>(() => Verify(proof)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_has_a_digest_for_each_instance()
    {
        QuantizeResult circuit = Quantize("input=hashed,output=public");
        Lion.Setup(circuit.Folder, new SetupRequest { Srs = SrsKind.Sandbox, Home = Home });
        Tensor second = new(TensorShape.Of(1, 4), [0.5f, 0.5f, 0.5f, 0.5f]);
        ProveResult proof = Lion.Prove(circuit.Folder, new ProveRequest { Inputs = [Secret, second], Home = Home });
        Assert.Equal(2, proof.Statement.Digests!.Value[0].Values!.Value.Distinct().Count());
        Assert.True(Lion.Verify(new VerifyRequest { Folder = proof.Folder, Home = Home, Inputs = [Secret, second] }).IsInputConfirmed);
        Assert.False(Lion.Verify(new VerifyRequest { Folder = proof.Folder, Home = Home, Inputs = [second, Secret] }).IsAccepted);
        Assert.Throws<LionException>(() => Lion.Verify(new VerifyRequest { Folder = proof.Folder, Home = Home, Inputs = [Secret] }));
    }

    [NodeFact]
    public void Aleo_accepts_the_proof_and_hashes_the_same()
    {
        if (AleoPackage.FindInstalled(Interop.Folder, null) is not { } package)
        {
            return;
        }

        new SrsStore(Home).Import(package, new Recorder("test", new SrsRequest(), null, default));
        QuantizeResult circuit = Quantize("input=hashed,output=public");
        Lion.Setup(circuit.Folder, new SetupRequest { Srs = SrsKind.Aleo, Varuna = VarunaVersion.V2, Home = Home, IsOffline = true });
        ProveResult proof = Lion.Prove(circuit.Folder, new ProveRequest { Inputs = [Secret], Home = Home, IsOffline = true, Salt = "99field" });
        Assert.True(Interop.Accepts(proof.Folder));

        StatementDigest digest = proof.Statement.Digests!.Value[0];
        StatementDigestTensor tensor = digest.Tensors[0];
        string element = tensor.Encoding("raw").Elements(tensor.Round(Secret.ToFloats()))[0].ToString();
        Assert.Equal(digest.Values!.Value[0], Assert.Single(Interop.Hashes(new JsonObject { ["elements"] = new JsonArray("99", element) })));
    }

    [NodeFact]
    public void A_hash_in_Leos_form_is_Aleos_hash_of_the_array()
    {
        ProveResult proof = Prove("input=hashed-leo,output=hashed-leo", null);
        Assert.False(File.Exists(Path.Combine(proof.Folder, ArtifactNames.Salts)));
        StatementDigest input = proof.Statement.Digests!.Value[0];
        Assert.Equal("leo", input.Form);
        string Text(StatementDigest digest, Tensor values)
        {
            StatementDigestTensor tensor = digest.Tensors[0];
            return "[" + string.Join(", ", tensor.Round(values.ToFloats())!.Select(value => $"{value}{tensor.Encoding("leo").LeoType}")) + "]";
        }

        StatementDigest output = proof.Statement.Digests.Value[1];
        string[] hashes = Interop.Hashes(
            new JsonObject { ["plaintext"] = Text(input, Secret) }, new JsonObject { ["plaintext"] = Text(output, proof.Outputs[0]["y1"]) });
        Assert.Equal([input.Values!.Value[0], output.Values!.Value[0]], hashes);
        Assert.True(Verify(proof, Secret).IsInputConfirmed);
        Assert.False(Verify(proof, new Tensor(TensorShape.Of(1, 4), [0, 0, 0, 0])).IsAccepted);
    }

    private QuantizeResult Quantize(string visibility) => Lion.Quantize(SmallModels.Dense(), new QuantizeRequest
    {
        Data = DataSource.FromSamples(SmallModels.DenseInputs(8)),
        Out = _folder.File("dense"),
        Visibility = visibility,
        InputBits = 8,
        WeightBits = 8,
        ActivationBits = 8,
    });

    private ProveResult Prove(string visibility, string? salt)
    {
        QuantizeResult circuit = Quantize(visibility);
        Lion.Setup(circuit.Folder, new SetupRequest { Srs = SrsKind.Sandbox, Home = Home });
        return Lion.Prove(circuit.Folder, new ProveRequest { Inputs = [Secret], Home = Home, Salt = salt });
    }

    private VerifyResult Verify(ProveResult proof, Tensor? input = null, string? salt = null) => Lion.Verify(new VerifyRequest
    {
        Folder = proof.Folder,
        Home = Home,
        Inputs = input is null ? [] : [input],
        Salt = salt,
    });
}
