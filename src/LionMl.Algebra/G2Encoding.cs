namespace LionMl.Algebra;

/// <summary>snarkVM's bytes of points of G2: 192 uncompressed.</summary>
/// <remarks>Four little-endian, canonical numbers: x.C0, x.C1, y.C0, y.C1. The flag 0x40 of the last byte says infinity.</remarks>
public static class G2Encoding
{
    /// <summary>Bytes of the uncompressed form.</summary>
    public const int UncompressedBytes = 192;

    private const int NumberBytes = 48;
    private const byte InfinityFlag = 0x40;

    /// <summary>Reads an uncompressed point, which must be canonical and on the curve.</summary>
    /// <param name="source">192 bytes.</param>
    /// <param name="point">The point; infinity if false is returned.</param>
    /// <param name="checkSubgroup">Whether it must also be in the subgroup of order r.</param>
    /// <returns>False for anything else; never throws.</returns>
    public static bool TryReadUncompressed(ReadOnlySpan<byte> source, out G2Affine point, bool checkSubgroup)
    {
        point = default;
        Span<byte> buffer = stackalloc byte[UncompressedBytes];
        if (!G1Encoding.TryReadFlagged(source, UncompressedBytes, out int flags, out Span<byte> plain, buffer))
            return false;
        if (flags == InfinityFlag)
            return !plain.ContainsAnyExcept((byte)0);
        if (flags != 0
            || !Fq.TryReadLittleEndian(plain[..NumberBytes], out Fq x0)
            || !Fq.TryReadLittleEndian(plain.Slice(NumberBytes, NumberBytes), out Fq x1)
            || !Fq.TryReadLittleEndian(plain.Slice(2 * NumberBytes, NumberBytes), out Fq y0)
            || !Fq.TryReadLittleEndian(plain[(3 * NumberBytes)..], out Fq y1))
        {
            return false;
        }

        var candidate = new G2Affine(new Fq2(x0, x1), new Fq2(y0, y1));
        if (candidate.IsInfinity || !candidate.IsOnCurve || (checkSubgroup && !candidate.IsInSubgroup))
            return false;
        point = candidate;
        return true;
    }

    /// <summary>Writes 192 bytes.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void WriteUncompressed(in G2Affine point, Span<byte> destination)
    {
        if (destination.Length < UncompressedBytes)
        {
            throw new ArgumentException(
                $"A point needs {UncompressedBytes} bytes, the destination has {destination.Length}.", nameof(destination));
        }

        point.X.C0.WriteLittleEndian(destination);
        point.X.C1.WriteLittleEndian(destination[NumberBytes..]);
        point.Y.C0.WriteLittleEndian(destination[(2 * NumberBytes)..]);
        point.Y.C1.WriteLittleEndian(destination[(3 * NumberBytes)..]);
        if (point.IsInfinity)
            destination[UncompressedBytes - 1] |= InfinityFlag;
    }
}
