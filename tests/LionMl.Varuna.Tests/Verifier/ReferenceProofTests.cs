using System.Text.Json;
using LionMl.Algebra;

namespace LionMl.Varuna.Tests.Verifier;

/// <summary>Valid proofs from every source, and what the reference computed on the way.</summary>
public sealed class ReferenceProofTests
{
    public static TheoryData<string> Names => ProofCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_valid_proof_is_accepted_as_its_own_version_only(string name)
    {
        ProofCase valid = ProofCase.Load(name);
        VerificationResult result = valid.Verify();
        Assert.True(result.IsAccepted, result.Detail);
        VarunaVersion other = valid.Version == VarunaVersion.V2 ? VarunaVersion.V3 : VarunaVersion.V2;
        Assert.Equal(VerificationReason.EquationFails, (valid with { Version = other }).Verify().Reason);
        Assert.Equal(VerificationReason.NothingToVerify, (valid with { Version = (VarunaVersion)1 }).Verify().Reason);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("tiny")]
    [InlineData("batch")]
    public void The_challenges_of_Aleo_s_proofs_equal_those_of_the_reference(string name)
    {
        JsonElement vector = ReferenceVector.Read($"{name}_verify_v2");
        ProofCase valid = ProofCase.Load(name);
        Assert.True(VarunaProof.TryRead(valid.Proof, out VarunaProof? proof, out _));
        var log = new TranscriptLog();
        var transcript = new Transcript(StatementOf(valid), log);
        ProofParts parts = proof!.Parts;
        transcript.AbsorbFirstRound(parts.Witnesses, parts.Mask);
        transcript.AbsorbSecondRound(parts.H0);
        transcript.AbsorbThirdSums(parts.ThirdSums);
        transcript.AbsorbThirdRound(parts.G1, parts.H1);
        transcript.AbsorbFourthRound(parts.G, parts.FourthSums);
        transcript.AbsorbFifthRound(parts.H2);
        transcript.AbsorbEvaluations(parts.G1AtBeta, parts.GAtGamma);
        JsonElement challenges = vector.GetProperty("challenges");
        Assert.Equal(challenges.GetProperty("alpha").GetString(), transcript.Alpha.ToString());
        Assert.Equal(challenges.GetProperty("eta_b").GetString(), transcript.Eta.B.ToString());
        Assert.Equal(challenges.GetProperty("eta_c").GetString(), transcript.Eta.C.ToString());
        Assert.Equal(challenges.GetProperty("beta").GetString(), transcript.Beta.ToString());
        Assert.Equal(challenges.GetProperty("gamma").GetString(), transcript.Gamma.ToString());
        Assert.Equal(
            challenges.GetProperty("delta").EnumerateArray().SelectMany(triple => triple.EnumerateArray().Select(e => e.GetString())),
            transcript.Delta.SelectMany(triple => triple.ToArray().Select(e => e.ToString())));
        foreach (JsonElement opening in challenges.GetProperty("opening").EnumerateArray())
            Assert.Equal(opening[1].GetString(), transcript.SqueezeOpeningChallenge().ToString());
        Assert.Equal(TranscriptLog.Of(vector.GetProperty("transcript")), log.Lines);
    }

    [Fact]
    public void The_version_of_a_proof_changes_every_challenge()
    {
        ProofCase valid = ProofCase.Load("demo_v2");
        Assert.True(VarunaProof.TryRead(valid.Proof, out VarunaProof? proof, out _));
        Fr Alpha(VarunaVersion version)
        {
            var transcript = new Transcript(StatementOf(valid with { Version = version }));
            transcript.AbsorbFirstRound(proof!.Parts.Witnesses, proof.Parts.Mask);
            transcript.AbsorbSecondRound(proof.Parts.H0);
            return transcript.Alpha;
        }

        Assert.NotEqual(Alpha(VarunaVersion.V2), Alpha(VarunaVersion.V3));
    }

    private static Statement StatementOf(ProofCase valid)
    {
        var circuits = new StatementCircuit[valid.Keys.Length];
        for (int i = 0; i < circuits.Length; i++)
        {
            Assert.True(VerifyingKey.TryRead(valid.Keys[i], out VerifyingKey? key, out string? problem), problem);
            circuits[i] = new StatementCircuit(key!, [.. valid.PublicInputs[i].Select(inputs => Pad(inputs, key!.Info.PublicCount))]);
        }

        return Statement.TryCreate(valid.Version, circuits, out _, out string? reason) ?? throw new InvalidDataException(reason);
    }

    private static Fr[] Pad(Fr[] inputs, int count)
    {
        var padded = new Fr[count];
        inputs.CopyTo(padded, 0);
        return padded;
    }
}
