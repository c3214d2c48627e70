using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LionMl.Artifacts;

/// <summary>
/// A typed, versioned, checksummed file: 8 bytes of kind, u32 version, u32 header length, header (JSON), u32 number of
/// sections, each as u64 length and bytes, and the SHA-256 of everything before. Numbers are little-endian.
/// </summary>
internal static class Envelope
{
    private const int MaxHeaderBytes = 1 << 25;
    private const int MaxSections = 16;

    /// <summary>Writes one file.</summary>
    /// <param name="destination">Only written forward.</param>
    /// <param name="kind">Eight ASCII letters.</param>
    /// <param name="version">The version of this kind's layout.</param>
    /// <param name="header">Small facts, readable by a person.</param>
    /// <param name="sections">The payload.</param>
    public static void Write(Stream destination, string kind, int version, JsonObject header, IReadOnlyList<ReadOnlyMemory<byte>> sections)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            destination.Write(bytes);
        }

        Span<byte> number = stackalloc byte[8];
        void PutNumber(Span<byte> buffer, ulong value, int width)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(buffer, value);
            Put(buffer[..width]);
        }

        byte[] text = Encoding.UTF8.GetBytes(header.ToJsonString());
        Put(Encoding.ASCII.GetBytes(kind));
        PutNumber(number, (ulong)version, 4);
        PutNumber(number, (ulong)text.Length, 4);
        Put(text);
        PutNumber(number, (ulong)sections.Count, 4);
        foreach (ReadOnlyMemory<byte> section in sections)
        {
            PutNumber(number, (ulong)section.Length, 8);
            Put(section.Span);
        }

        destination.Write(hash.GetHashAndReset());
    }

    /// <summary>Reads one file.</summary>
    /// <param name="path">For messages only.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="kind">The kind it must have.</param>
    /// <param name="version">The only version this program reads.</param>
    /// <param name="remedy">How to get a good file, e.g. "make it again with 'lion quantize'".</param>
    /// <returns>Header and sections; the sections are views of <paramref name="bytes"/>.</returns>
    public static (JsonObject Header, ReadOnlyMemory<byte>[] Sections) Read(
        string path, ReadOnlyMemory<byte> bytes, string kind, int version, string remedy)
    {
        LionException Broken(string why) => LionException.BadInput($"{path} {why}; {remedy}.");
        ReadOnlySpan<byte> all = bytes.Span;
        if (all.Length < 8 || !all[..8].SequenceEqual(Encoding.ASCII.GetBytes(kind)))
        {
            throw Broken("is not a file of this kind");
        }

        if (all.Length < 16 + 4 + 32)
        {
            throw Broken("is cut short");
        }

        uint found = BinaryPrimitives.ReadUInt32LittleEndian(all[8..]);
        if (found != version)
        {
            throw Broken($"has format version {found} and this program reads version {version}");
        }

        ReadOnlySpan<byte> body = all[..^32];
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(body), all[^32..]))
        {
            throw Broken("is corrupt or cut short: its checksum does not match");
        }

        // The checksum holds, so what follows only fails on a file made by hand; it must still not throw anything else.
        int at = 12;
        bool TakeLength(int width, long limit, ReadOnlySpan<byte> source, out int value)
        {
            ulong raw = 0;
            bool ok = source.Length - at >= width;
            if (ok)
            {
                raw = width == 4
                    ? BinaryPrimitives.ReadUInt32LittleEndian(source[at..])
                    : BinaryPrimitives.ReadUInt64LittleEndian(source[at..]);
                at += width;
                ok = raw <= (ulong)limit;
            }

            value = ok ? (int)raw : 0;
            return ok;
        }

        if (!TakeLength(4, Math.Min(MaxHeaderBytes, body.Length - 16), body, out int headerLength))
        {
            throw Broken("has a malformed header");
        }

        JsonObject header;
        try
        {
            header = JsonNode.Parse(body.Slice(at, headerLength))?.AsObject() ?? throw Broken("has a malformed header");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw Broken("has a malformed header");
        }

        at += headerLength;
        if (!TakeLength(4, MaxSections, body, out int count))
        {
            throw Broken("has a malformed table of sections");
        }

        var sections = new ReadOnlyMemory<byte>[count];
        for (int i = 0; i < count; i++)
        {
            if (!TakeLength(8, Math.Max(0, body.Length - at - 8), body, out int length))
            {
                throw Broken("has a malformed table of sections");
            }

            sections[i] = bytes.Slice(at, length);
            at += length;
        }

        return at == body.Length ? (header, sections) : throw Broken("has bytes after its last section");
    }
}
