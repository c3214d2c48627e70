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
            workers.For(count, 1024, (from, to) =>
            {
                byte* address = (byte*)first + ((long)from * G1Encoding.UncompressedBytes);
                switch (VectorPaths.Current)
                {
                    case VectorPath.Vector512:
                        Load<PointLanes512>(address, start + from, to - from);
                        break;
                    case VectorPath.Vector256:
                        Load<PointLanes256>(address, start + from, to - from);
                        break;
                    case VectorPath.Vector128:
                        Load<PointLanes128>(address, start + from, to - from);
                        break;
                    default:
                        LoadScalar(address, start + from, to - from);
                        break;
                }
            });
        }
    }

    /// <summary>Loads eight points at a time, and those one by one among which one is special.</summary>
    internal void Load<TLanes>(byte* source, int start, int count)
        where TLanes : struct, IPointLanes
    {
        const int Group = UncompressedPoints<TLanes>.Group;
        using var reader = new UncompressedPoints<TLanes>();
        using AlignedLease memory = _memory.Lease();
        int replaced = 0;
        for (int i = 0; i < count; i += Group)
        {
            long* rows = G1Row.Base(memory.Words, start + i);
            byte* bytes = source + ((long)i * G1Encoding.UncompressedBytes);
            int infinities = 0;
            for (int k = 0; k < Group && i + k < count; k++)
                infinities += G1Row.IsInfinity(rows + (k * G1Row.BaseWords)) ? 1 : 0;
            if (i + Group <= count && reader.TryRead(bytes, rows))
                replaced += infinities;
            else
                LoadScalar(bytes, start + i, Math.Min(Group, count - i));
        }

        Interlocked.Add(ref _infinityCount, -replaced);
    }

    /// <summary>Loads points one by one.</summary>
    internal void LoadScalar(byte* source, int start, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var bytes = new ReadOnlySpan<byte>(source + ((long)i * G1Encoding.UncompressedBytes), G1Encoding.UncompressedBytes);
            if (!G1Encoding.TryReadUncompressed(bytes, out G1Affine value, checkSubgroup: false))
                throw new InvalidDataException($"Point {start + i} is not a canonical point of G1's curve.");
            this[start + i] = value;
        }
    }
}
