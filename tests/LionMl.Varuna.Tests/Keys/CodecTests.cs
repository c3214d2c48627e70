using System.Buffers.Binary;
using LionMl.Algebra;

namespace LionMl.Varuna.Tests;

public sealed class CodecTests
{
    private static readonly byte[] KeyBytes = ReferenceVector.Load("demo_v3").Keys[0].ToBytes();
    private static readonly byte[] ProofBytes = ReferenceVector.Load("demo_v3").ProofBytes;
    private static readonly byte[] BatchProofBytes = ReferenceVector.Load("snarkvm_rng_v3_batch").ProofBytes;

    [Fact]
    public void A_key_survives_bytes_and_text()
    {
        VerifyingKey key = ReferenceVector.Load("demo_v2").Keys[0];
        Assert.Equal(673, key.ToBytes().Length);
        Assert.Equal(ReferenceVector.Load("demo_v2").Root.GetProperty("verifying_keys")[0].GetProperty("bytes").GetString(),
            Convert.ToHexStringLower(key.ToBytes()));
        Assert.StartsWith("verifier1", key.ToText(), StringComparison.Ordinal);
        Assert.True(VerifyingKey.TryParse(key.ToText(), out VerifyingKey? again, out _));
        Assert.Equal(key.ToBytes(), again.ToBytes());
        Assert.True(VerifyingKey.TryParse(key.ToText().ToUpperInvariant(), out _, out _));
    }

    [Theory]
    [InlineData("demo_v2", 957)]
    [InlineData("snarkvm_rng_v3_batch", 1733)]
    public void A_proof_survives_bytes_and_text(string name, int length)
    {
        byte[] bytes = ReferenceVector.Load(name).ProofBytes;
        Assert.Equal(length, bytes.Length);
        Assert.True(VarunaProof.TryRead(bytes, out VarunaProof? proof, out _));
        Assert.Equal(bytes, proof.ToBytes());
        Assert.StartsWith("proof1", proof.ToText(), StringComparison.Ordinal);
        Assert.True(VarunaProof.TryParse(proof.ToText(), out VarunaProof? again, out _));
        Assert.Equal(bytes, again.ToBytes());
    }

    [Theory]
    [InlineData("A1LQFN3A", "a", "")]
    [InlineData("a1lqfn3a", "a", "")]
    [InlineData("abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx", "abcdef", "ffbbcdeb38bdab49ca307b9ac5a928398a418820")]
    public void Text_of_the_standard_s_examples_decodes(string text, string prefix, string hex)
    {
        Assert.True(Bech32m.TryDecode(text, prefix, 90, out byte[]? bytes, out string? reason), reason);
        Assert.Equal(hex, Convert.ToHexStringLower(bytes));
        Assert.Equal(text.ToLowerInvariant(), Bech32m.Encode(prefix, bytes));
    }

    [Fact]
    public void Damaged_text_is_refused()
    {
        string text = ReferenceVector.Load("demo_v2").Keys[0].ToText();
        string[] damaged =
        [
            "", "verifier", "verifier1", "verifier1qqq", "proof" + text[8..], text[..^1], text + "q", " " + text, text + "\n",
            text[..20] + "b" + text[21..], text[..20] + "É" + text[21..], text[..20] + "\0" + text[21..],
            text[..30] + text[30..].ToUpperInvariant(), text + text, new string('q', 100_000), "verifier1" + new string('q', 100_000),
            (text[20] == 'q' ? text[..20] + "p" : text[..20] + "q") + text[21..],
        ];
        foreach (string bad in damaged)
        {
            Assert.False(VerifyingKey.TryParse(bad, out VerifyingKey? key, out string? reason), bad);
            Assert.Null(key);
            Assert.False(string.IsNullOrEmpty(reason));
        }
    }

    [Fact]
    public void A_key_with_missing_or_extra_bytes_is_refused()
    {
        for (int length = 0; length < KeyBytes.Length; length += 7)
            Refuse(KeyBytes[..length]);
        Refuse([.. KeyBytes, 0]);

        static void Refuse(byte[] bytes)
        {
            Assert.False(VerifyingKey.TryRead(bytes, out VerifyingKey? key, out string? reason));
            Assert.Null(key);
            Assert.NotNull(reason);
        }
    }

    [Fact]
    public void A_proof_with_missing_or_extra_bytes_is_refused()
    {
        foreach (byte[] bytes in new[] { ProofBytes, BatchProofBytes })
        {
            for (int length = 0; length < bytes.Length; length += 5)
                RefuseProof(bytes[..length]);
            RefuseProof([.. bytes, 0]);
            RefuseProof([.. bytes, .. bytes]);
        }
    }

    public static TheoryData<int, ulong> KeyCounts { get; } = new()
    {
        // place of the count, and a value that no circuit has
        { 0, 0 }, { 0, 3 }, { 0, 1UL << 40 }, { 0, ulong.MaxValue }, { 0, 1UL << 28 }, { 1, 4 }, { 1, (1UL << 28) + 1 }, { 2, 0 },
        { 2, ulong.MaxValue }, { 3, 1 }, { 4, 0 }, { 5, 1 }, { 5, 1UL << 63 }, { 6, 0 }, { 6, 11 }, { 6, ulong.MaxValue },
    };

    [Theory]
    [MemberData(nameof(KeyCounts))]
    public void A_key_with_impossible_counts_is_refused(int place, ulong value)
    {
        byte[] bytes = [.. KeyBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(1 + (8 * place)), value);
        Assert.False(VerifyingKey.TryRead(bytes, out _, out string? reason));
        Assert.NotNull(reason);
    }

    public static TheoryData<int, ulong> ProofCounts { get; } = new()
    {
        // offset of the count, and a wrong value
        { 1, 0 }, { 1, 2 }, { 1, 1UL << 32 }, { 1, ulong.MaxValue }, { 1, 6 },
        { 9, 0 }, { 9, 2 }, { 9, 6 }, { 9, 1UL << 31 }, { 9, ulong.MaxValue },
        { 957 - 32 - 147 - 8, 2 }, { 957 - 32 - 147 - 8, ulong.MaxValue },
    };

    [Theory]
    [MemberData(nameof(ProofCounts))]
    public void A_proof_with_impossible_counts_is_refused(int offset, ulong value)
    {
        byte[] bytes = [.. ProofBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(offset), value);
        RefuseProof(bytes);
    }

    [Fact]
    public void Numbers_and_points_that_are_not_canonical_are_refused()
    {
        RefuseProof(With(ProofBytes, 17 + 47, 0xff));
        int evaluations = 17 + (48 * 9) + 1;
        for (int i = 0; i < 10; i++)
            RefuseProof(With(ProofBytes, evaluations + (32 * i) + 31, 0xff));
        RefuseProof(With(ProofBytes, 17 + 48, 0));
        RefuseProof(With(ProofBytes, 17 + 48, 2));
        RefuseProof(With(ProofBytes, 0, 2));
        RefuseProof(With(ProofBytes, ProofBytes.Length - 1, 2));
    }

    [Fact]
    public void No_flipped_bit_and_no_noise_makes_a_reader_throw()
    {
        var random = new Random(7);
        for (int i = 0; i < 300; i++)
        {
            byte[] proof = [.. ProofBytes], key = [.. KeyBytes], noise = new byte[random.Next(2000)];
            proof[random.Next(proof.Length)] ^= (byte)(1 << random.Next(8));
            key[random.Next(key.Length)] ^= (byte)(1 << random.Next(8));
            random.NextBytes(noise);
            if (noise.Length > 0)
                noise[0] = 1;
            foreach (byte[] bytes in new[] { proof, key, noise })
            {
                if (VarunaProof.TryRead(bytes, out VarunaProof? readProof, out _))
                    Assert.Equal(bytes, readProof.ToBytes());
                if (VerifyingKey.TryRead(bytes, out VerifyingKey? readKey, out _))
                    Assert.Equal(bytes, readKey.ToBytes());
            }
        }
    }

    private static byte[] With(byte[] bytes, int offset, byte value)
    {
        byte[] copy = [.. bytes];
        copy[offset] = value;
        return copy;
    }

    private static void RefuseProof(byte[] bytes)
    {
        Assert.False(VarunaProof.TryRead(bytes, out VarunaProof? proof, out string? reason));
        Assert.Null(proof);
        Assert.False(string.IsNullOrEmpty(reason));
    }
}
