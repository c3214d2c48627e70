using System.Buffers.Binary;
using System.Security.Cryptography;
using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna.Tests;

public sealed class ProvingKeyFileTests
{
    private const int PreambleBytes = 64;
    private const int CountsStart = PreambleBytes + 32 + VerifyingKey.ByteCount + 7;
    private static readonly Lazy<ProvingKey> Key =
        new(() => VarunaSetup.Run(RandomCircuit.Make(3, 40, 3, 9).Circuit, AleoData.Srs, Workers.All));

    private static readonly Lazy<byte[]> File = new(() => Save(Key.Value));

    [Fact]
    public void A_key_survives_its_file()
    {
        var stream = new MemoryStream([.. File.Value, 1, 2, 3]);
        ProvingKey again = ProvingKey.Load(stream);
        Assert.Equal(File.Value.Length, stream.Position);
        Assert.Equal(Key.Value.VerifyingKey.ToBytes(), again.VerifyingKey.ToBytes());
        Assert.Equal(Key.Value.Circuit.Scopes, again.Circuit.Scopes);
        Assert.Equal(File.Value, Save(again));
        R1csAssignment<Fr> assignment = RandomCircuit.Make(3, 40, 3, 9).Assign(1);
        Assert.Equal(Prove(Key.Value), Prove(again));

        byte[] Prove(ProvingKey key) => VarunaProver.Prove(
            VarunaVersion.V3, [new ProverInput(key, [assignment])], AleoData.Srs, new HashRandomness("file"), Workers.All).ToBytes();
    }

    [Fact]
    public void A_key_is_read_from_a_stream_that_cannot_seek_and_delivers_in_small_pieces()
    {
        using var stream = new TrickleStream(File.Value);
        Assert.Equal(File.Value, Save(ProvingKey.Load(stream)));
    }

    [Fact]
    public void Sections_are_aligned_for_mapping()
    {
        // The first section is the starts of A's rows; the fixed part ends before it.
        int start = PreambleBytes + ((32 + VerifyingKey.ByteCount + 7 + 80 + 63) / 64 * 64);
        Assert.Equal(0, start % 64);
        Assert.Equal(0, BinaryPrimitives.ReadInt32LittleEndian(File.Value.AsSpan(start)));
        Assert.Equal(Key.Value.Circuit.A.RowStarts[1], BinaryPrimitives.ReadInt32LittleEndian(File.Value.AsSpan(start + 4)));
    }

    [Fact]
    public void A_file_that_is_cut_short_is_refused()
    {
        for (int length = 0; length < File.Value.Length; length += 61)
        {
            Refuse(new MemoryStream(File.Value[..length]));
            Refuse(new TrickleStream(File.Value[..length]));
        }
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        var random = new Random(3);
        for (int i = 0; i < 400; i++)
        {
            byte[] bytes = [.. File.Value];
            bytes[i < PreambleBytes ? i : random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            Refuse(new MemoryStream(bytes));
        }
    }

    [Fact]
    public void Strangers_and_foreign_versions_are_refused_with_their_reason()
    {
        foreach (byte[] stranger in (byte[][])["GIF89a and so on, and so on"u8.ToArray(), [], Key.Value.VerifyingKey.ToBytes()])
            Assert.Contains("not a proving key", Refuse(new MemoryStream(stranger)), StringComparison.Ordinal);
        byte[] foreign = [.. File.Value];
        foreign[8] = 2;
        Assert.Contains("version 2", Refuse(new MemoryStream(foreign)), StringComparison.Ordinal);
    }

    public static TheoryData<int, long> Counts { get; } = new()
    {
        // place of the count, and a value that contradicts the rest
        { 0, 0 }, { 0, -1 }, { 0, 5 }, { 0, long.MaxValue }, { 1, -1 }, { 1, 1 << 28 }, { 1, 39 },
        { 2, 0 }, { 2, 1 << 28 }, { 2, long.MinValue },
        { 3, 1 << 28 }, { 3, 0 }, { 4, -5 }, { 5, 1 << 20 }, { 6, -1 }, { 6, 1 << 27 }, { 7, 0 }, { 8, 1 << 20 }, { 9, -1 }, { 9, 1 << 25 },
        { 9, 1L << 40 },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_forged_file_with_hostile_counts_and_a_right_checksum_is_refused(int place, long value)
    {
        byte[] bytes = [.. File.Value];
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(CountsStart + (8 * place)), value);
        Refuse(new MemoryStream(WithChecksum(bytes)));
        Refuse(new TrickleStream(WithChecksum(bytes)));
    }

    [Fact]
    public void A_forged_file_with_a_hostile_length_is_refused_with_bounded_memory()
    {
        // A key that claims 2^28 - 1 of everything, delivered by a stream that does not tell its length.
        byte[] bytes = [.. File.Value];
        for (int i = 1; i < 6; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(PreambleBytes + 32 + 1 + (8 * i)), (1UL << 28) - 1);
        for (int i = 1; i < 9; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(CountsStart + (8 * i)), (1L << 28) - (i < 6 ? 2 : 3));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), 1L << 40);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refuse(new TrickleStream(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Fact]
    public void A_forged_file_with_hostile_arrays_and_a_right_checksum_is_refused()
    {
        var random = new Random(4);
        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = [.. File.Value];
            int start = CountsStart + 80 + random.Next(bytes.Length - CountsStart - 84);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(start), random.Next(3) == 0 ? int.MinValue : random.Next());
            try
            {
                ProvingKey.Load(new MemoryStream(WithChecksum(bytes)));
            }
            catch (InvalidDataException e)
            {
                Assert.StartsWith("Cannot read the proving key", e.Message, StringComparison.Ordinal);
            }
        }
    }

    private static string Refuse(Stream stream) => Assert.Throws<InvalidDataException>(() => ProvingKey.Load(stream)).Message;

    private static byte[] WithChecksum(byte[] bytes)
    {
        SHA256.HashData(bytes.AsSpan(PreambleBytes)).CopyTo(bytes.AsSpan(24));
        return bytes;
    }

    private static byte[] Save(ProvingKey key)
    {
        var stream = new MemoryStream();
        key.Save(stream);
        return stream.ToArray();
    }

    /// <summary>Delivers at most seven bytes at a time and knows nothing of its length.</summary>
    private sealed class TrickleStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }
}
