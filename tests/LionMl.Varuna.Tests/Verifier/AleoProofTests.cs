using LionMl.Algebra;

namespace LionMl.Varuna.Tests.Verifier;

/// <summary>Proofs that Aleo's own software made.</summary>
public class AleoProofTests
{
    [Theory]
    [InlineData("hello")]
    [InlineData("tiny")]
    public void A_real_proof_is_accepted_as_V2_only(string name)
    {
        VerifyingKey key = AleoData.Key($"{name}_vk.bin");
        VarunaProof proof = AleoData.Proof($"{name}_proof.bin");
        Fr[] inputs = AleoData.Inputs($"{name}_inputs.json");
        Assert.Equal(VerificationReason.Accepted, Verify(VarunaVersion.V2, key, inputs, proof));
        Assert.Equal(VerificationReason.EquationFails, Verify(VarunaVersion.V3, key, inputs, proof));
    }

    [Fact]
    public void A_real_proof_of_two_circuits_is_accepted_with_its_keys_in_any_order()
    {
        VerifierInput[] circuits = Batch();
        VarunaProof proof = AleoData.Proof("batch_proof.bin");
        foreach (VerifierInput[] order in new[] { circuits, [circuits[1], circuits[0]] })
        {
            Assert.Equal(
                VerificationReason.Accepted, VarunaVerifier.Verify(VarunaVersion.V2, order, proof, AleoData.Srs.Verifier).Reason);
        }
    }

    [Fact]
    public void Keys_and_proofs_keep_their_bytes()
    {
        foreach (string name in new[] { "hello", "tiny" })
        {
            Assert.Equal(AleoData.Read($"{name}_vk.bin"), AleoData.Key($"{name}_vk.bin").ToBytes());
            Assert.Equal(AleoData.Read($"{name}_proof.bin"), AleoData.Proof($"{name}_proof.bin").ToBytes());
        }

        Assert.Equal(AleoData.Read("batch_proof.bin"), AleoData.Proof("batch_proof.bin").ToBytes());
    }

    [Fact]
    public void Every_changed_public_input_is_refused()
    {
        VerifyingKey key = AleoData.Key("tiny_vk.bin");
        VarunaProof proof = AleoData.Proof("tiny_proof.bin");
        Fr[] inputs = AleoData.Inputs("tiny_inputs.json");
        for (int i = 0; i < inputs.Length; i++)
        {
            Fr[] changed = [.. inputs];
            changed[i] += Fr.One;
            Assert.Equal(
                i == 0 ? VerificationReason.BadPublicInput : VerificationReason.EquationFails,
                Verify(VarunaVersion.V2, key, changed, proof));
        }
    }

    [Fact]
    public void Wrong_shapes_of_public_inputs_are_refused_with_a_reason()
    {
        VerifyingKey key = AleoData.Key("tiny_vk.bin");
        VarunaProof proof = AleoData.Proof("tiny_proof.bin");
        Fr[] inputs = AleoData.Inputs("tiny_inputs.json");
        Assert.Equal(VerificationReason.BadPublicInput, Verify(VarunaVersion.V2, key, [], proof));
        Assert.Equal(VerificationReason.BadPublicInput, Verify(VarunaVersion.V2, key, [.. inputs, .. new Fr[key.Info.PublicCount]], proof));
        Assert.Equal(
            VerificationReason.BatchSizeMismatch,
            VarunaVerifier.Verify(VarunaVersion.V2, [new VerifierInput(key, [inputs, inputs])], proof, AleoData.Srs.Verifier).Reason);
        Assert.Equal(
            VerificationReason.NothingToVerify,
            VarunaVerifier.Verify(VarunaVersion.V2, [], proof, AleoData.Srs.Verifier).Reason);
        var one = new VerifierInput(key, [inputs]);
        Assert.Equal(
            VerificationReason.NothingToVerify,
            VarunaVerifier.Verify(VarunaVersion.V2, [one, one], proof, AleoData.Srs.Verifier).Reason);
    }

    [Fact]
    public void A_proof_of_another_circuit_is_refused()
    {
        VerificationReason reason = Verify(
            VarunaVersion.V2,
            AleoData.Key("hello_vk.bin"),
            AleoData.Inputs("hello_inputs.json"),
            AleoData.Proof("tiny_proof.bin"));
        Assert.Equal(VerificationReason.EquationFails, reason);
    }

    [Fact]
    public void Another_SRS_is_refused()
    {
        UniversalSrs sandbox = UniversalSrs.MakeSandbox(16, Workers.All);
        VerificationResult result = VarunaVerifier.Verify(
            VarunaVersion.V2,
            AleoData.Key("tiny_vk.bin"),
            AleoData.Inputs("tiny_inputs.json"),
            AleoData.Proof("tiny_proof.bin"),
            sandbox.Verifier);
        Assert.Equal(VerificationReason.EquationFails, result.Reason);
    }

    private static VerificationReason Verify(VarunaVersion version, VerifyingKey key, Fr[] inputs, VarunaProof proof) =>
        VarunaVerifier.Verify(version, key, inputs, proof, AleoData.Srs.Verifier).Reason;

    private static VerifierInput[] Batch() =>
    [
        .. new[] { "outer", "inner" }.Select(name => new VerifierInput(
            AleoData.Key($"batch_vk_{name}.bin"), AleoData.BatchInputs("batch_inputs.json", name))),
    ];
}
