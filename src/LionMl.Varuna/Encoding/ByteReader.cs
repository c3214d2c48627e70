using System.Buffers.Binary;
using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>Reads hostile bytes: after the first failure nothing more is read and <see cref="Failure"/> tells why.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _position;
    private int _firstBad = -1;
    private Dictionary<int, int>? _aheadIndices;
    private G1Affine[] _ahead = [];

    internal string? Failure { get; private set; }

    internal readonly int Position => _position;

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
        G1Affine point;
        if (_aheadIndices is not null && _aheadIndices.TryGetValue(_position - G1Encoding.CompressedBytes, out int index))
        {
            point = _ahead[index];
            if (_firstBad >= 0 && index >= _firstBad)
                Fail($"{what} is not a point of the group");
        }
        else if (!G1Encoding.TryReadCompressed(bytes, out point))
        {
            Fail($"{what} is not a point of the group");
        }

        return point;
    }

    /// <summary>Decodes the points at these ascending places all at once, which takes a fifth of the time.</summary>
    internal void DecodeAhead(scoped ReadOnlySpan<int> places)
    {
        if (Failure is not null)
            return;
        byte[] bytes = new byte[places.Length * G1Encoding.CompressedBytes];
        _aheadIndices = new Dictionary<int, int>(places.Length);
        for (int i = 0; i < places.Length; i++)
        {
            _source.Slice(places[i], G1Encoding.CompressedBytes).CopyTo(bytes.AsSpan(i * G1Encoding.CompressedBytes));
            _aheadIndices.Add(places[i], i);
        }

        _ahead = new G1Affine[places.Length];
        _firstBad = G1Encoding.ReadCompressed(bytes, _ahead);
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
