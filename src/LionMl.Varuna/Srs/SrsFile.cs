using System.Buffers.Binary;
using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>Aleo's .usrs layout: a u64 count, then uncompressed points; maps put a u64 key before each point. All little endian.</summary>
internal static class SrsFile
{
    private const int ChunkPoints = 1 << 13;
    private const int MaxMapEntries = 4096;

    /// <summary>Reads the count and compares it with the one this file of the series must have.</summary>
    public static int ReadCount(Stream stream, string name, int expected)
    {
        ulong count = ReadUInt64(stream, name);
        return count == (ulong)expected
            ? expected
            : throw new SrsException($"{name} says it holds {count} points where this file of the series holds {expected}.");
    }

    public static void ReadPoints(Stream stream, string name, G1Bases destination, int start, int count, Workers workers)
    {
        byte[] buffer = new byte[Math.Min(count, ChunkPoints) * G1Encoding.UncompressedBytes];
        for (int done = 0; done < count;)
        {
            workers.Cancellation.ThrowIfCancellationRequested();
            int take = Math.Min(ChunkPoints, count - done);
            Span<byte> chunk = buffer.AsSpan(0, take * G1Encoding.UncompressedBytes);
            Fill(stream, chunk, name);
            try
            {
                destination.LoadUncompressed(chunk, start + done, workers);
            }
            catch (InvalidDataException e)
            {
                throw new SrsException($"{name}, points {done} to {done + take - 1}: {e.Message}");
            }

            done += take;
        }
    }

    public static void Skip(Stream stream, string name, long bytes)
    {
        byte[] buffer = new byte[Math.Min(bytes, 1 << 16)];
        while (bytes > 0)
        {
            int take = (int)Math.Min(bytes, buffer.Length);
            Fill(stream, buffer.AsSpan(0, take), name);
            bytes -= take;
        }
    }

    public static Dictionary<ulong, G1Affine> ReadG1Map(Stream stream, string name)
    {
        var map = new Dictionary<ulong, G1Affine>();
        byte[] buffer = new byte[G1Encoding.UncompressedBytes];
        for (ulong remaining = ReadMapCount(stream, name); remaining > 0; remaining--)
        {
            ulong key = ReadUInt64(stream, name);
            Fill(stream, buffer, name);
            if (!G1Encoding.TryReadUncompressed(buffer, out G1Affine point, checkSubgroup: true) || !map.TryAdd(key, point))
            {
                throw new SrsException($"{name}: the entry with key {key} is not a point of G1, or stands twice.");
            }
        }

        return map;
    }

    public static Dictionary<ulong, G2Affine> ReadG2Map(Stream stream, string name)
    {
        var map = new Dictionary<ulong, G2Affine>();
        for (ulong remaining = ReadMapCount(stream, name); remaining > 0; remaining--)
        {
            ulong key = ReadUInt64(stream, name);
            if (!map.TryAdd(key, ReadG2(stream, name)))
            {
                throw new SrsException($"{name}: the key {key} stands twice.");
            }
        }

        return map;
    }

    public static G2Affine ReadG2(Stream stream, string name)
    {
        byte[] buffer = new byte[G2Encoding.UncompressedBytes];
        Fill(stream, buffer, name);
        return G2Encoding.TryReadUncompressed(buffer, out G2Affine point, checkSubgroup: true) && !point.IsInfinity
            ? point
            : throw new SrsException($"{name} holds bytes that are not a point of G2.");
    }

    private static ulong ReadMapCount(Stream stream, string name)
    {
        ulong count = ReadUInt64(stream, name);
        return count <= MaxMapEntries ? count : throw new SrsException($"{name} says it holds {count} entries; that is no SRS file.");
    }

    private static ulong ReadUInt64(Stream stream, string name)
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(stream, bytes, name);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>Reads exactly the destination's length.</summary>
    /// <exception cref="SrsException">The stream ends before that.</exception>
    public static void Fill(Stream stream, Span<byte> destination, string name)
    {
        if (stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) < destination.Length)
        {
            throw new SrsException($"{name} is truncated. Fetch it, or make it, again.");
        }
    }
}
