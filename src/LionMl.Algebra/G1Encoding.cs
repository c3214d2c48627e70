namespace LionMl.Algebra;

/// <summary>snarkVM's bytes of points of G1: 48 compressed or 96 uncompressed.</summary>
/// <remarks>
/// Coordinates are little-endian and canonical. The two top bits of the last byte are flags: 0x80 = y is the larger root
/// (compressed only), 0x40 = infinity.
/// </remarks>
public static partial class G1Encoding
{
    /// <summary>Bytes of the compressed form: x and the flags.</summary>
    public const int CompressedBytes = 48;

    /// <summary>Bytes of the uncompressed form: x and y.</summary>
    public const int UncompressedBytes = 96;

    private const byte LargerRootFlag = 0x80;
    private const byte InfinityFlag = 0x40;
    private const byte FlagMask = LargerRootFlag | InfinityFlag;

    /// <summary>Reads a compressed point, which must be canonical, on the curve and in the subgroup of order r.</summary>
    /// <returns>False, and infinity, for anything else; never throws.</returns>
    public static bool TryReadCompressed(ReadOnlySpan<byte> source, out G1Affine point)
    {
        point = default;
        if (!TryReadFlagged(source, CompressedBytes, out int flags, out Span<byte> plain, stackalloc byte[CompressedBytes]))
            return false;
        if ((flags & InfinityFlag) != 0)
            return flags == InfinityFlag && !plain.ContainsAnyExcept((byte)0);
        if (!Fq.TryReadLittleEndian(plain, out Fq x) || !((x.Square() * x) + Fq.One).TrySqrt(out Fq y))
            return false;
        bool larger = (flags & LargerRootFlag) != 0;
        // For y = 0 the flag says nothing, but that point has order 2 and fails the subgroup check.
        if (y.IsLargerRoot != larger)
            y = -y;
        var candidate = new G1Affine(x, y);
        if (!candidate.IsInSubgroup)
            return false;
        point = candidate;
        return true;
    }

    /// <summary>Writes 48 bytes.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void WriteCompressed(in G1Affine point, Span<byte> destination)
    {
        CheckLength(destination, CompressedBytes);
        point.X.WriteLittleEndian(destination);
        if (point.IsInfinity)
            destination[CompressedBytes - 1] |= InfinityFlag;
        else if (point.Y.IsLargerRoot)
            destination[CompressedBytes - 1] |= LargerRootFlag;
    }

    /// <summary>Reads an uncompressed point, which must be canonical and on the curve.</summary>
    /// <param name="source">96 bytes.</param>
    /// <param name="point">The point; infinity if false is returned.</param>
    /// <param name="checkSubgroup">Whether it must also be in the subgroup of order r.</param>
    /// <returns>False for anything else; never throws.</returns>
    public static bool TryReadUncompressed(ReadOnlySpan<byte> source, out G1Affine point, bool checkSubgroup)
    {
        point = default;
        if (!TryReadFlagged(source, UncompressedBytes, out int flags, out Span<byte> plain, stackalloc byte[UncompressedBytes]))
            return false;
        if ((flags & InfinityFlag) != 0)
            return flags == InfinityFlag && !plain.ContainsAnyExcept((byte)0);
        if (flags != 0 || !Fq.TryReadLittleEndian(plain[..48], out Fq x) || !Fq.TryReadLittleEndian(plain[48..], out Fq y))
            return false;
        var candidate = new G1Affine(x, y);
        // (0, 0) is the inner form of infinity but not its encoding.
        if (candidate.IsInfinity || !candidate.IsOnCurve || (checkSubgroup && !candidate.IsInSubgroup))
            return false;
        point = candidate;
        return true;
    }

    /// <summary>Writes 96 bytes.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void WriteUncompressed(in G1Affine point, Span<byte> destination)
    {
        CheckLength(destination, UncompressedBytes);
        point.X.WriteLittleEndian(destination);
        point.Y.WriteLittleEndian(destination[48..]);
        if (point.IsInfinity)
            destination[UncompressedBytes - 1] |= InfinityFlag;
    }

    /// <summary>Splits the flags off the last byte.</summary>
    internal static bool TryReadFlagged(
        ReadOnlySpan<byte> source, int length, out int flags, out Span<byte> plain, Span<byte> buffer)
    {
        flags = 0;
        plain = buffer;
        if (source.Length != length)
            return false;
        source.CopyTo(buffer);
        flags = buffer[length - 1] & FlagMask;
        buffer[length - 1] &= FlagMask ^ 0xff;
        return flags != FlagMask;
    }

    private static void CheckLength(Span<byte> destination, int needed)
    {
        if (destination.Length < needed)
            throw new ArgumentException($"A point needs {needed} bytes, the destination has {destination.Length}.", nameof(destination));
    }
}
