using System.Text.Json;
using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna.Tests;

public sealed class ProverVectorTests
{
    [Theory]
    [InlineData("demo_v2")]
    [InlineData("demo_v3")]
    public void The_demo_proof_equals_the_reference_step_by_step(string name)
    {
        ReferenceVector vector = ReferenceVector.Load(name);
        JsonElement circuit = vector.Root.GetProperty("circuits")[0];
        ProvingKey key = VarunaSetup.Run(ReferenceCircuit.Read(circuit, 3), AleoData.Srs, Workers.All);
        Assert.Equal(circuit.GetProperty("circuit_id").GetString(), Convert.ToHexStringLower(key.VerifyingKey.CircuitId));
        Assert.Equal(vector.Keys[0].ToBytes(), key.VerifyingKey.ToBytes());
        Fr[] assignment = ReferenceVector.Elements(vector.Root.GetProperty("assignments")[0][0]);
        var input = new ProverInput(key, [ReferenceCircuit.Assignment(assignment, 4, 3)]);
        Prove(vector, [input], new HashRandomness("varuna-ref demo"));
    }

    [Theory]
    [InlineData("snarkvm_rng_v2_single")]
    [InlineData("snarkvm_rng_v2_batch")]
    [InlineData("snarkvm_rng_v3_batch")]
    public void Proofs_with_snarkVM_s_randomness_equal_the_captures(string name)
    {
        ReferenceVector vector = ReferenceVector.Load(name);
        var elements = new List<Fr>();
        var inputs = new List<ProverInput>();
        JsonElement.ArrayEnumerator circuits = vector.Root.GetProperty("circuits").EnumerateArray();
        foreach ((JsonElement circuit, JsonElement instances) in circuits.Zip(vector.Root.GetProperty("assignments").EnumerateArray()))
        {
            int publics = circuit.GetProperty("circuit_info")[0].GetInt32();
            ProvingKey key = VarunaSetup.Run(ReferenceCircuit.Read(circuit, publics), AleoData.Srs, Workers.All);
            Fr[][] assignments = [.. instances.EnumerateArray().Select(ReferenceVector.Elements)];
            elements.AddRange(assignments.SelectMany(assignment => assignment[^3..^1]));
            inputs.Add(new ProverInput(key, [.. assignments.Select(a => ReferenceCircuit.Assignment(a, publics, publics))]));
        }

        elements.AddRange(ReferenceVector.Elements(vector.Root.GetProperty("mask_h_coefficients")));
        elements.AddRange(ReferenceVector.Elements(vector.Root.GetProperty("mask_g_coefficients_index0_unused")));
        IEnumerable<Fr[]> blindings =
            vector.Root.GetProperty("blinding_polynomials").EnumerateObject().Select(property => ReferenceVector.Elements(property.Value));
        var randomness = new ReplayedRandomness(elements, blindings);

        // The order in which circuits are given does not matter.
        inputs.Reverse();
        Prove(vector, inputs, randomness);
        Assert.True(randomness.IsUsedUp);
    }

    [Fact]
    public void The_larger_circuit_s_proofs_equal_the_reference()
    {
        JsonElement root = ReferenceVector.Read("mid_circuit");
        Fr[] publics = [Fr.One, .. ReferenceVector.Elements(root.GetProperty("publics"))];
        var assignment = new R1csAssignment<Fr>(publics, ReferenceVector.Elements(root.GetProperty("privates")));
        ProvingKey key = VarunaSetup.Run(ReferenceCircuit.Read(root.GetProperty("circuit"), publics.Length), AleoData.Srs, Workers.All);
        Assert.Equal(root.GetProperty("verifying_key").GetString(), Convert.ToHexStringLower(key.VerifyingKey.ToBytes()));
        foreach (JsonElement expected in root.GetProperty("proofs").EnumerateArray())
        {
            var version = (VarunaVersion)expected.GetProperty("version").GetInt32();
            R1csAssignment<Fr>[] assignments = [.. Enumerable.Repeat(assignment, expected.GetProperty("instances").GetInt32())];
            var randomness = new HashRandomness(expected.GetProperty("seed").GetString()!);
            VarunaProof proof = VarunaProver.Prove(version, [new ProverInput(key, assignments)], AleoData.Srs, randomness, Workers.All);
            Assert.Equal(expected.GetProperty("proof").GetString(), Convert.ToHexStringLower(proof.ToBytes()));
        }
    }

    private static void Prove(ReferenceVector vector, IReadOnlyList<ProverInput> inputs, IProverRandomness randomness)
    {
        var log = new TranscriptLog();
        var trace = new ProverTrace { Transcript = log, KeepsPolynomials = true };
        VarunaProof proof = VarunaProver.Prove(vector.Version, inputs, AleoData.Srs, randomness, Workers.All, null, trace);
        Assert.Equal(vector.Keys.Select(key => key.ToText()), inputs.Select(input => input.Key.VerifyingKey.ToText()).Reverse());
        JsonElement polynomials = vector.Root.GetProperty("polynomials");
        Assert.Equal(polynomials.EnumerateObject().Count(), trace.Polynomials.Count);
        foreach ((CommittedPolynomial name, Fr[] coefficients) in trace.Polynomials)
            AssertSame(polynomials.GetProperty(TranscriptTests.Label(vector.Statement, name)), coefficients, name.ToString());
        foreach ((string point, Fr[] coefficients) in trace.Quotients)
            AssertSame(vector.Root.GetProperty("opening_witness_polynomials").GetProperty(point).GetProperty("w"), coefficients, point);
        Assert.Equal(TranscriptLog.Of(vector.Root.GetProperty("transcript")), log.Lines);
        Assert.Equal(Convert.ToHexStringLower(vector.ProofBytes), Convert.ToHexStringLower(proof.ToBytes()));
    }

    private static void AssertSame(JsonElement expected, Fr[] coefficients, string name)
    {
        int used = coefficients.Length;
        while (used > 0 && coefficients[used - 1].IsZero)
            used--;
        Assert.True(ReferenceVector.Elements(expected).AsSpan().SequenceEqual(coefficients.AsSpan(0, used)), name);
    }
}
