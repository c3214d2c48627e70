using System.Buffers.Binary;
using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>Reads hostile bytes: after the first failure nothing more is read and <see cref="Failure"/> tells why.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _position;

    internal string? Failure { get; private set; }

    internal readonly int Remaining => _source.Length - _position;

    internal ReadOnlySpan<byte> Take(int count, string what)
    {
        if (Failure is not null)
            return default;
        if (count > Remaining)
        {
            Fail($"the bytes end within {what}");
            return default;
        }

        _position += count;
        return _source.Slice(_position - count, count);
    }

    internal byte Byte(string what)
    {
        ReadOnlySpan<byte> bytes = Take(1, what);
        return bytes.IsEmpty ? (byte)0 : bytes[0];
    }

    internal ulong Number(string what)
    {
        ReadOnlySpan<byte> bytes = Take(8, what);
        return bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    internal Fr Element(string what)
    {
        ReadOnlySpan<byte> bytes = Take(32, what);
        if (!Fr.TryReadLittleEndian(bytes, out Fr element))
            Fail($"{what} is not a canonical field element");
        return element;
    }

    internal G1Affine Point(string what)
    {
        ReadOnlySpan<byte> bytes = Take(G1Encoding.CompressedBytes, what);
        if (Failure is not null)
            return G1Affine.Infinity;
        if (!G1Encoding.TryReadCompressed(bytes, out G1Affine point))
            Fail($"{what} is not a point of the group");
        return point;
    }

    internal MatrixTriple<Fr> Elements(string what) => new(Element(what), Element(what), Element(what));

    internal void Expect(bool condition, string failure)
    {
        if (!condition)
            Fail(failure);
    }

    internal void ExpectEnd() => Expect(Remaining == 0, $"{Remaining} bytes follow the end");

    private void Fail(string reason) => Failure ??= reason;
}
