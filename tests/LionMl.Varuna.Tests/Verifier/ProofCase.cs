using System.Globalization;
using System.Text.Json;
using LionMl.Algebra;

namespace LionMl.Varuna.Tests.Verifier;

/// <summary>A valid proof with everything that verifying it takes, as bytes.</summary>
internal sealed record ProofCase(VarunaVersion Version, byte[][] Keys, Fr[][][] PublicInputs, byte[] Proof)
{
    /// <summary>Proofs made by Aleo's prover (hello, tiny, batch), by snarkVM's tests (snarkvm_…) and by the reference.</summary>
    public static TheoryData<string> Names { get; } =
    [
        "hello", "tiny", "batch", "demo_v2", "demo_v3", "snarkvm_rng_v2_single", "snarkvm_rng_v2_batch", "snarkvm_rng_v3_batch",
        "mid_circuit 0", "mid_circuit 1", "mid_circuit 2", "mid_circuit 3",
    ];

    public static ProofCase Load(string name) => name switch
    {
        "hello" or "tiny" => new ProofCase(
            VarunaVersion.V2,
            [AleoData.Read($"{name}_vk.bin")],
            [[AleoData.Inputs($"{name}_inputs.json")]],
            AleoData.Read($"{name}_proof.bin")),
        "batch" => LoadBatch(),
        _ when name.StartsWith("mid_circuit", StringComparison.Ordinal) =>
            LoadMidCircuit(int.Parse(name.AsSpan(12), CultureInfo.InvariantCulture)),
        _ => LoadReference(ReferenceVector.Load(name)),
    };

    public VerificationResult Verify() => VarunaVerifier.Verify(
        Version, [.. Keys.Select(key => new ReadOnlyMemory<byte>(key))], PublicInputs, Proof, AleoData.Srs.Verifier, Workers.All);

    private static ProofCase LoadBatch() => new(
        VarunaVersion.V2,
        [AleoData.Read("batch_vk_outer.bin"), AleoData.Read("batch_vk_inner.bin")],
        [.. new[] { "outer", "inner" }.Select(name => AleoData.BatchInputs("batch_inputs.json", name))],
        AleoData.Read("batch_proof.bin"));

    private static ProofCase LoadMidCircuit(int index)
    {
        JsonElement root = ReferenceVector.Read("mid_circuit");
        JsonElement proof = root.GetProperty("proofs")[index];
        Fr[] inputs = [Fr.One, .. ReferenceVector.Elements(root.GetProperty("publics"))];
        return new ProofCase(
            (VarunaVersion)proof.GetProperty("version").GetInt32(),
            [Convert.FromHexString(root.GetProperty("verifying_key").GetString()!)],
            [[.. Enumerable.Repeat(inputs, proof.GetProperty("instances").GetInt32())]],
            Convert.FromHexString(proof.GetProperty("proof").GetString()!));
    }

    private static ProofCase LoadReference(ReferenceVector vector) => new(
        vector.Version,
        [.. vector.Keys.Select(key => key.ToBytes())],
        [
            .. vector.Root.GetProperty("padded_public_inputs").EnumerateArray()
                .Select(instances => instances.EnumerateArray().Select(ReferenceVector.Elements).ToArray()),
        ],
        vector.ProofBytes);
}
