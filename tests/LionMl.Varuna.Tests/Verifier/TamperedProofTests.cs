using System.Collections.Concurrent;
using LionMl.Algebra;

namespace LionMl.Varuna.Tests.Verifier;

/// <summary>Every bit of a proof and of a key, every public input: changed, the proof must be refused, without an exception.</summary>
public sealed class TamperedProofTests
{
    private const int CountsStart = 1;
    private const int CountsEnd = CountsStart + CircuitInfo.ByteCount;
    private const int IdStart = VerifyingKey.ByteCount - 8 - VerifyingKey.CircuitIdBytes;

    [Theory]
    [InlineData("demo_v3", 1)]
    [InlineData("tiny", 13)]
    public void Every_flipped_bit_of_a_proof_is_refused(string name, int step)
    {
        ProofCase valid = ProofCase.Load(name);
        Assert.True(valid.Verify().IsAccepted);
        var reasons = new ConcurrentDictionary<VerificationReason, int>();
        Parallel.For(0, 8 * valid.Proof.Length / step, i =>
        {
            int bit = i * step;
            VerificationResult result = (valid with { Proof = Flip(valid.Proof, bit) }).Verify();
            Assert.False(result.IsAccepted, $"bit {bit} (byte {bit / 8}) does not matter");
            reasons.AddOrUpdate(result.Reason, 1, (_, count) => count + 1);
        });

        // Points and their flags are caught by the reader, numbers by the equation.
        Assert.True(reasons[VerificationReason.MalformedProof] > 3000 / step);
        Assert.True(reasons[VerificationReason.EquationFails] > 2000 / step);
    }

    [Theory]
    [InlineData("demo_v3", 1)]
    [InlineData("tiny", 13)]
    public void Every_flipped_bit_of_a_key_is_refused_except_where_the_protocol_does_not_look(string name, int step)
    {
        ProofCase valid = ProofCase.Load(name);
        Assert.True(VerifyingKey.TryRead(valid.Keys[0], out VerifyingKey? key, out _));
        Parallel.For(0, 8 * VerifyingKey.ByteCount / step, i =>
        {
            int bit = i * step;
            byte[] flipped = Flip(valid.Keys[0], bit);
            VerificationResult result = (valid with { Keys = [flipped] }).Verify();
            Assert.True(
                result.IsAccepted == IsIgnored(key!.Info, flipped, bit / 8),
                $"bit {bit} (byte {bit / 8}): {result.Reason}, {result.Detail}");
        });
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("batch")]
    [InlineData("snarkvm_rng_v3_batch")]
    [InlineData("mid_circuit 1")]
    public void Every_changed_public_input_of_every_instance_is_refused(string name)
    {
        ProofCase valid = ProofCase.Load(name);
        for (int i = 0; i < valid.PublicInputs.Length; i++)
        {
            for (int j = 0; j < valid.PublicInputs[i].Length; j++)
            {
                for (int k = 0; k < valid.PublicInputs[i][j].Length; k++)
                {
                    Fr[][][] changed = [.. valid.PublicInputs.Select(circuit => circuit.Select(instance => instance.ToArray()).ToArray())];
                    changed[i][j][k] += Fr.One;
                    Assert.Equal(
                        k == 0 ? VerificationReason.BadPublicInput : VerificationReason.EquationFails,
                        (valid with { PublicInputs = changed }).Verify().Reason);
                }
            }
        }
    }

    [Fact]
    public void A_public_input_in_the_padding_is_refused()
    {
        ProofCase valid = ProofCase.Load("hello");
        Fr[] longer = [.. valid.PublicInputs[0][0], Fr.One];
        Assert.Equal(VerificationReason.EquationFails, (valid with { PublicInputs = [[longer]] }).Verify().Reason);
        Fr[] padded = [.. valid.PublicInputs[0][0], Fr.Zero];
        Assert.True((valid with { PublicInputs = [[padded]] }).Verify().IsAccepted);
    }

    [Fact]
    public void Exchanged_instances_and_circuits_are_refused()
    {
        ProofCase valid = ProofCase.Load("snarkvm_rng_v3_batch");
        Fr[][][] exchanged = [[valid.PublicInputs[0][1], valid.PublicInputs[0][0]], valid.PublicInputs[1]];
        Assert.Equal(VerificationReason.EquationFails, (valid with { PublicInputs = exchanged }).Verify().Reason);
        ProofCase shorter = valid with { PublicInputs = [exchanged[0], [exchanged[1][0]]] };
        Assert.Equal(VerificationReason.BatchSizeMismatch, shorter.Verify().Reason);
        ProofCase twice = valid with
        {
            Keys = [valid.Keys[0], valid.Keys[0]],
            PublicInputs = [valid.PublicInputs[0], valid.PublicInputs[0]],
        };
        Assert.Equal(VerificationReason.NothingToVerify, twice.Verify().Reason);
        Assert.Equal(VerificationReason.NothingToVerify, (valid with { Keys = [valid.Keys[0]] }).Verify().Reason);
        Assert.Equal(
            VerificationReason.BatchSizeMismatch,
            (valid with { Keys = [valid.Keys[0]], PublicInputs = [valid.PublicInputs[0]] }).Verify().Reason);
        Assert.Equal(VerificationReason.NothingToVerify, (valid with { Keys = [], PublicInputs = [] }).Verify().Reason);
    }

    [Fact]
    public void Pairs_of_exchanged_commitments_are_refused()
    {
        ProofCase valid = ProofCase.Load("tiny");

        // w at 17, mask at 66, then h_0, g_1, h_1, g_a, g_b, g_c, h_2.
        int[] places = [17, 66, 114, 162, 210, 258, 306, 354, 402];
        for (int i = 1; i < places.Length; i++)
        {
            byte[] proof = [.. valid.Proof];
            valid.Proof.AsSpan(places[i], 48).CopyTo(proof.AsSpan(places[i - 1]));
            valid.Proof.AsSpan(places[i - 1], 48).CopyTo(proof.AsSpan(places[i]));
            Assert.Equal(VerificationReason.EquationFails, (valid with { Proof = proof }).Verify().Reason);
        }
    }

    // The verifier uses of the counts only the domains, in a single-circuit proof nothing of the id (it orders circuits), and never
    // snarkVM's number of variables: bytes 633 to 672, and the low bits of the counts in bytes 9 to 48.
    private static bool IsIgnored(CircuitInfo info, byte[] flipped, int place)
    {
        if (place >= IdStart)
            return true;
        return place is >= CountsStart and < CountsEnd
            && CircuitInfo.TryRead(flipped.AsSpan(CountsStart, CircuitInfo.ByteCount), out CircuitInfo? other, out _)
            && other.PublicCount == info.PublicCount
            && other.VariableDomainSize == info.VariableDomainSize
            && other.ConstraintDomainSize == info.ConstraintDomainSize
            && Enumerable.Range(0, 3).All(matrix => other.NonZeroDomainSize(matrix) == info.NonZeroDomainSize(matrix));
    }

    private static byte[] Flip(byte[] bytes, int bit)
    {
        byte[] flipped = [.. bytes];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
