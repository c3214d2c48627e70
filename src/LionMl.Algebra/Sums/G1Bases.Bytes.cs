namespace LionMl.Algebra;

public sealed unsafe partial class G1Bases
{
    /// <summary>Reads consecutive uncompressed points (<see cref="G1Encoding"/>), 96 bytes each.</summary>
    /// <remarks>Checks that they are canonical and on the curve, not that they are in the subgroup.</remarks>
    /// <param name="source">A multiple of 96 bytes.</param>
    /// <param name="start">The index of the first point.</param>
    /// <param name="workers">The cores to use.</param>
    /// <exception cref="ArgumentException">The source is not a multiple of 96 bytes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The points do not fit.</exception>
    /// <exception cref="InvalidDataException">A point is not canonical or not on the curve; names its index.</exception>
    public void LoadUncompressed(ReadOnlySpan<byte> source, int start, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        if (source.Length % G1Encoding.UncompressedBytes != 0)
            throw new ArgumentException($"{source.Length} bytes are not a whole number of 96-byte points.", nameof(source));
        int count = source.Length / G1Encoding.UncompressedBytes;
        CheckRange(start, count);
        fixed (byte* bytes = source)
        {
            nint first = (nint)bytes;
            workers.For(count, 256, (from, to) =>
            {
                for (int i = from; i < to; i++)
                {
                    var point = new ReadOnlySpan<byte>((byte*)first + ((long)i * G1Encoding.UncompressedBytes), G1Encoding.UncompressedBytes);
                    if (!G1Encoding.TryReadUncompressed(point, out G1Affine value, checkSubgroup: false))
                        throw new InvalidDataException($"Point {start + i} is not a canonical point of G1's curve.");
                    this[start + i] = value;
                }
            });
        }
    }
}
