using LionMl.Algebra;

namespace LionMl.Varuna.Tests.Verifier;

/// <summary>Bytes that nobody checked: each must give a reason, never an exception, and never cost more than a proof does.</summary>
public sealed class HostileBytesTests
{
    private const int Seed = 20_261_121;

    [Fact]
    public void Every_truncation_and_every_extension_is_refused()
    {
        ProofCase valid = ProofCase.Load("batch");
        for (int length = 0; length < valid.Proof.Length; length++)
            Assert.Equal(VerificationReason.MalformedProof, Verify(valid, valid.Keys[0], valid.Proof[..length]));
        Assert.Equal(VerificationReason.MalformedProof, Verify(valid, valid.Keys[0], [.. valid.Proof, 0]));
        for (int length = 0; length < VerifyingKey.ByteCount; length++)
            Assert.Equal(VerificationReason.MalformedKey, Verify(valid, valid.Keys[0][..length], valid.Proof));
        Assert.Equal(VerificationReason.MalformedKey, Verify(valid, [.. valid.Keys[0], 0], valid.Proof));
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        ProofCase valid = ProofCase.Load("tiny");
        var random = new Random(Seed);
        for (int i = 0; i < 1000; i++)
        {
            byte[] noise = new byte[random.Next(2000)];
            random.NextBytes(noise);
            if (noise.Length > 16)
            {
                // Past the version and the counts, so that the reader gets further.
                valid.Proof.AsSpan(0, 17).CopyTo(noise);
            }

            Assert.Equal(VerificationReason.MalformedProof, Verify(valid, valid.Keys[0], noise));
            Assert.Equal(VerificationReason.MalformedKey, Verify(valid, noise, valid.Proof));
        }
    }

    [Fact]
    public void Random_damage_to_a_valid_proof_and_key_is_refused()
    {
        foreach (string name in new[] { "tiny", "snarkvm_rng_v3_batch" })
        {
            ProofCase valid = ProofCase.Load(name);
            var random = new Random(Seed);
            for (int i = 0; i < 100; i++)
            {
                byte[] proof = Damage(valid.Proof, random);
                VerificationResult result = (valid with { Proof = proof }).Verify();
                Assert.False(result.IsAccepted, $"seed {Seed}, round {i}: {Convert.ToHexStringLower(proof)}");
                byte[][] keys = [.. valid.Keys.Select(key => Damage(key, random))];
                _ = (valid with { Keys = keys }).Verify();
            }
        }
    }

    [Theory]
    [InlineData(1, 0xffffffffffffffffUL)]
    [InlineData(1, 0x7fffffffffffffffUL)]
    [InlineData(1, 0UL)]
    [InlineData(9, 0xffffffffffffffffUL)]
    [InlineData(9, 0x0000000100000000UL)]
    [InlineData(9, 0UL)]
    [InlineData(9, 128UL)]
    public void Absurd_counts_in_a_proof_are_refused_before_anything_is_allocated(int place, ulong count)
    {
        ProofCase valid = ProofCase.Load("tiny");
        byte[] proof = [.. valid.Proof];
        BitConverter.TryWriteBytes(proof.AsSpan(place), count);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(VarunaProof.TryRead(proof, out _, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16);
    }

    [Fact]
    public void A_key_cannot_order_hours_of_work_with_a_huge_count_of_public_inputs()
    {
        ProofCase valid = ProofCase.Load("tiny");
        byte[] key = [.. valid.Keys[0]];
        BitConverter.TryWriteBytes(key.AsSpan(1), 1UL << 27);
        BitConverter.TryWriteBytes(key.AsSpan(9), 1UL << 28);
        long before = GC.GetTotalAllocatedBytes();
        Assert.Equal(VerificationReason.BadPublicInput, Verify(valid, key, valid.Proof));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1 << 24);
    }

    [Fact]
    public void A_key_with_domains_beyond_the_SRS_is_refused()
    {
        ProofCase valid = ProofCase.Load("tiny");
        byte[] key = [.. valid.Keys[0]];
        BitConverter.TryWriteBytes(key.AsSpan(9), 1UL << 28);
        Assert.Equal(VerificationReason.SrsTooSmall, Verify(valid, key, valid.Proof));
    }

    [Fact]
    public void A_proof_without_any_blinding_is_refused()
    {
        // The opening at beta: mark 01 and a number become mark 00.
        ProofCase valid = ProofCase.Load("tiny");
        int mark = valid.Proof.Length - 49 - 33;
        Assert.Equal(1, valid.Proof[mark]);
        byte[] proof = [.. valid.Proof[..mark], 0, .. valid.Proof[(mark + 33)..]];
        Assert.Equal(VerificationReason.NotHiding, Verify(valid, valid.Keys[0], proof));
    }

    [Fact]
    public void A_number_that_is_not_canonical_is_refused_although_it_is_congruent()
    {
        ProofCase valid = ProofCase.Load("tiny");
        int place = valid.Proof.Length - 49 - 32;
        byte[] proof = [.. valid.Proof];
        Assert.True(Fr.TryReadLittleEndian(proof.AsSpan(place, 32), out Fr number));
        System.Numerics.BigInteger congruent = number.ToBigInteger() + Fr.Modulus;
        Assert.True(congruent.TryWriteBytes(proof.AsSpan(place, 32), out _, isUnsigned: true));
        Assert.Equal(VerificationReason.MalformedProof, Verify(valid, valid.Keys[0], proof));
    }

    [Fact]
    public void Points_outside_of_the_subgroup_are_refused()
    {
        // (0, 1) has order 3 and (-1, 0) order 2, (2, 3) order 6.
        ProofCase valid = ProofCase.Load("tiny");
        byte[] point = new byte[48];
        foreach (Fq x in new[] { Fq.Zero, -Fq.One, Fq.FromUInt64(2) })
        {
            x.WriteLittleEndian(point);
            foreach (int place in (int[])[17, 66, 114, 162, 210, 258, 306, 354, 402])
            {
                byte[] proof = [.. valid.Proof];
                point.CopyTo(proof, place);
                Assert.Equal(VerificationReason.MalformedProof, Verify(valid, valid.Keys[0], proof));
            }
        }
    }

    [Fact]
    public void Infinity_in_the_place_of_any_commitment_is_refused()
    {
        ProofCase valid = ProofCase.Load("tiny");
        byte[] infinity = new byte[48];
        infinity[47] = 0x40;
        foreach (int place in (int[])[17, 66, 114, 162, 210, 258, 306, 354, 402])
        {
            byte[] proof = [.. valid.Proof];
            infinity.CopyTo(proof, place);
            Assert.Equal(VerificationReason.EquationFails, Verify(valid, valid.Keys[0], proof));
        }
    }

    private static VerificationReason Verify(ProofCase valid, byte[] key, byte[] proof) =>
        (valid with { Keys = [key, .. valid.Keys[1..]], Proof = proof }).Verify().Reason;

    private static byte[] Damage(byte[] bytes, Random random)
    {
        byte[] damaged = [.. bytes];
        int start = random.Next(bytes.Length);
        int length = Math.Min(random.Next(1, 64), bytes.Length - start);
        switch (random.Next(4))
        {
            case 0:
                random.NextBytes(damaged.AsSpan(start, length));
                break;
            case 1:
                damaged.AsSpan(start, length).Clear();
                break;
            case 2:
                damaged.AsSpan(start, length).Fill(0xff);
                break;
            default:
                // Bytes of another place, so that points and numbers stay plausible.
                bytes.AsSpan(random.Next(bytes.Length - length), length).CopyTo(damaged.AsSpan(start));
                break;
        }

        // The piece may have been copied onto itself.
        if (damaged.AsSpan().SequenceEqual(bytes))
            damaged[start] ^= 1;
        return damaged;
    }
}
