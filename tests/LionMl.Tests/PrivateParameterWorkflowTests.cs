using LionMl.Artifacts;
using LionMl.Onnx;
using LionMl.Results;
using LionMl.Running;
using LionMl.Srs;
using LionMl.TestSupport;
using LionMl.Varuna;
using LionMl.Varuna.Tests.Interop;

namespace LionMl.Tests;

/// <summary>Statements about models whose weights only the prover has.</summary>
public sealed class PrivateParameterWorkflowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Home => _folder.File("home");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("input=private,output=public,params=private")]
    [InlineData("input=public,output=public,params=private")]
    [InlineData("input=hashed,output=public,params=private")]
    [InlineData("input=hashed,output=hashed,params=hashed")]
    [InlineData("input=private,output=private,params=hashed")]
    [InlineData("input=public,output=hashed,params=fixed")]
    public void Digits_are_proved_whoever_sees_what(string visibility)
    {
        string model = Path.Combine(Interop.Folder, "..", "models", "digits8-mlp");
        QuantizeResult circuit = Lion.Quantize(Path.Combine(model, "model.onnx"), new QuantizeRequest
        {
            Data = Path.Combine(model, "calibration.json"),
            Out = _folder.File("digits"),
            Visibility = visibility,
            InputBits = 4,
            WeightBits = 6,
            ActivationBits = 6,
        });
        Assert.Equal(visibility, circuit.Record.Options.Single(option => option.Key == "visibility").Value);
        Assert.Equal(circuit.Circuit.Info.ConstraintCount, circuit.Cost.Constraints);
        string input = Path.Combine(model, "input.json");
        MockResult mock = Lion.Mock(circuit.Folder, new MockRequest { Inputs = [Path.Combine(model, "evaluation.json")] });
        Assert.True(mock.Fidelity.ArgmaxAgreement > 0.9);
        Lion.Setup(circuit.Folder, new SetupRequest { Srs = SrsKind.Sandbox, Home = Home });
        ProveResult proof = Lion.Prove(circuit.Folder, new ProveRequest { Inputs = [input], Home = Home });
        VerifyResult verdict = Lion.Verify(new VerifyRequest { Folder = circuit.Folder, Home = Home });
        Assert.True(verdict.IsAccepted);
        Assert.Equal(visibility, proof.Statement.Visibility);
        Assert.Equal(visibility.Split("hashed").Length - 1, verdict.Statement!.Digests?.Length ?? 0);
        Assert.True(Lion.Estimate(circuit.Folder, new EstimateRequest()).Estimate.ProvingSeconds > 0);
    }

    [Fact]
    public void Weights_are_in_the_private_folder_and_nowhere_else()
    {
        Graph model = SmallModels.Dense();
        QuantizeResult circuit = Quantize(model, "params=private");
        Lion.Setup(circuit.Folder, new SetupRequest { Srs = SrsKind.Sandbox, Home = Home });
        ProveResult proof = Lion.Prove(circuit.Folder, new ProveRequest { Inputs = [Input(0.5f)], Home = Home });
        Assert.Null(proof.Statement.Model.Sha256);
        byte[][] weights = [.. model.Constants.Values.SelectMany(tensor => tensor.ToFloats()).Where(value => value != 0).Select(BitConverter.GetBytes)];
        Assert.NotEmpty(weights);
        foreach (string file in Directory.EnumerateFiles(circuit.Folder, "*", SearchOption.AllDirectories))
        {
            byte[] bytes = File.ReadAllBytes(file);
            bool isSecret = Path.GetFileName(file) == "parameters.lion";
            Assert.Equal(isSecret, weights.Any(weight => bytes.AsSpan().IndexOf(weight) >= 0));
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(circuit.Folder, ArtifactNames.Parameters)));
        }
    }

    [Fact]
    public void Who_has_no_weights_makes_the_same_keys_and_cannot_prove()
    {
        QuantizeResult circuit = Quantize(SmallModels.Dense(), "params=private");
        SetupResult own = Lion.Setup(circuit.Folder, new SetupRequest { Srs = SrsKind.Sandbox, Home = Home });
        string other = _folder.File("other");
        Directory.CreateDirectory(other);
        File.Copy(Path.Combine(circuit.Folder, ArtifactNames.Circuit), Path.Combine(other, ArtifactNames.Circuit));
        SetupResult theirs = Lion.Setup(other, new SetupRequest { Srs = SrsKind.Sandbox, Home = Home });
        Assert.Equal(own.KeySha256, theirs.KeySha256);
        LionException failure = Assert.Throws<LionException>(() =>
            Lion.Prove(other, new ProveRequest { Inputs = [Input(0.5f)], Home = Home }));
        Assert.Contains(ArtifactNames.Parameters, failure.Message, StringComparison.Ordinal);

        // The secret part of another quantisation is refused, and so is a damaged one.
        QuantizeResult second = Lion.Quantize(SmallModels.Dense(2, "two"), Request("params=private") with { Out = _folder.File("second") });
        Directory.CreateDirectory(Path.Combine(other, ArtifactNames.PrivateFolder));
        File.Copy(Path.Combine(second.Folder, ArtifactNames.Parameters), Path.Combine(other, ArtifactNames.Parameters));
        Assert.Throws<LionException>(() => Lion.Prove(other, new ProveRequest { Inputs = [Input(0.5f)], Home = Home }));
        byte[] bytes = File.ReadAllBytes(Path.Combine(circuit.Folder, ArtifactNames.Parameters));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(Path.Combine(other, ArtifactNames.Parameters), bytes);
        Assert.Throws<LionException>(() => Lion.Prove(other, new ProveRequest { Inputs = [Input(0.5f)], Home = Home }));
    }

    [NodeFact]
    public void Two_proofs_show_that_they_use_the_same_weights_and_Aleo_accepts_them()
    {
        if (AleoPackage.FindInstalled(Interop.Folder, null) is not { } package)
        {
            return;
        }

        new SrsStore(Home).Import(package, new Recorder("test", new SrsRequest(), null, default));
        QuantizeResult circuit = Quantize(SmallModels.Dense(), "input=private,output=public,params=hashed");
        Lion.Setup(circuit.Folder, new SetupRequest { Srs = SrsKind.Aleo, Varuna = VarunaVersion.V2, Home = Home, IsOffline = true });
        string Digest(float value)
        {
            ProveResult proof = Lion.Prove(circuit.Folder, new ProveRequest { Inputs = [Input(value)], Home = Home, IsOffline = true });
            Assert.True(Interop.Accepts(proof.Folder));
            StatementDigest digest = Assert.Single(proof.Statement.Digests!.Value);
            Assert.Equal(("parameters", "params"), (digest.Name, digest.Group));
            return digest.Values!.Value[0];
        }

        string first = Digest(0.5f);
        Assert.Equal(first, Digest(-0.25f));
        _ = Quantize(SmallModels.Dense(), "input=private,output=public,params=hashed");
        Lion.Setup(circuit.Folder, new SetupRequest { Srs = SrsKind.Aleo, Varuna = VarunaVersion.V2, Home = Home, IsOffline = true });
        Assert.NotEqual(first, Digest(0.5f));
    }

    private static Tensor Input(float value) => new(TensorShape.Of(1, 4), [value, 0.5f, -0.25f, 0.75f]);

    private QuantizeResult Quantize(Graph model, string visibility) => Lion.Quantize(model, Request(visibility));

    private QuantizeRequest Request(string visibility) => new()
    {
        Data = DataSource.FromSamples(SmallModels.DenseInputs(8)),
        Out = _folder.File("dense"),
        Visibility = visibility,
        InputBits = 8,
        WeightBits = 8,
        ActivationBits = 8,
    };
}
