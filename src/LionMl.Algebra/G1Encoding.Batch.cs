namespace LionMl.Algebra;

public static partial class G1Encoding
{
    private const int Lanes = 8;

    /// <summary>Reads many compressed points, with the same checks as reading one.</summary>
    /// <param name="source">48 bytes for each point.</param>
    /// <param name="points">The points; infinity where the bytes are not a point.</param>
    /// <returns>Minus one, or the index of the first bytes that are not a point of the subgroup of order r.</returns>
    /// <remarks>Eight at a time where the machine has the lanes, which takes a tenth of the time.</remarks>
    /// <exception cref="ArgumentException">The source is not 48 bytes for each point.</exception>
    public static int ReadCompressed(ReadOnlySpan<byte> source, Span<G1Affine> points)
    {
        if (source.Length != (long)points.Length * CompressedBytes)
            throw new ArgumentException($"{source.Length} bytes are not {points.Length} points of {CompressedBytes}.", nameof(source));
        int firstBad = -1;
        for (int start = 0; start < points.Length; start += Lanes)
        {
            int count = Math.Min(Lanes, points.Length - start);
            ReadOnlySpan<byte> bytes = source.Slice(start * CompressedBytes, count * CompressedBytes);
            int good = ReadGroup(bytes, points.Slice(start, count));
            if (firstBad < 0 && good != (1 << count) - 1)
                firstBad = start + System.Numerics.BitOperations.TrailingZeroCount(~good);
        }

        return firstBad;
    }

    private static int ReadGroup(ReadOnlySpan<byte> source, Span<G1Affine> points)
    {
        // A single point gains nothing.
        if (VectorPaths.Current == VectorPath.Vector512 && points.Length > 1)
            return ReadLanes<PointLanes512>(source, points);
        int good = 0;
        for (int i = 0; i < points.Length; i++)
        {
            if (TryReadCompressed(source.Slice(i * CompressedBytes, CompressedBytes), out points[i]))
                good |= 1 << i;
        }

        return good;
    }

    /// <summary>Up to eight points in lanes.</summary>
    /// <returns>The lanes that hold a point.</returns>
    internal static int ReadLanes<TLanes>(ReadOnlySpan<byte> source, Span<G1Affine> points)
        where TLanes : struct, IPointLanes
    {
        int count = points.Length, infinities = 0, readable = 0, larger = 0;
        Span<Fq> x = stackalloc Fq[Lanes];
        Span<byte> buffer = stackalloc byte[CompressedBytes];
        for (int i = 0; i < count; i++)
        {
            x[i] = Fq.Zero;
            ReadOnlySpan<byte> bytes = source.Slice(i * CompressedBytes, CompressedBytes);
            if (!TryReadFlagged(bytes, CompressedBytes, out int flags, out Span<byte> plain, buffer))
                continue;
            if ((flags & InfinityFlag) != 0)
                infinities |= plain.ContainsAnyExcept((byte)0) ? 0 : 1 << i;
            else if (Fq.TryReadLittleEndian(plain, out x[i]))
                readable |= 1 << i;
            larger |= (flags & LargerRootFlag) != 0 ? 1 << i : 0;
        }

        int good = readable & LaneDecoder<TLanes>.Decode(x[..count], larger, points);
        for (int i = 0; i < count; i++)
        {
            if (((good >> i) & 1) == 0)
                points[i] = default;
        }

        return good | infinities;
    }
}
