using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>Reads uncompressed points eight at a time.</summary>
/// <typeparam name="TLanes">The vector path.</typeparam>
internal sealed unsafe class UncompressedPoints<TLanes> : IDisposable
    where TLanes : struct, IPointLanes
{
    /// <summary>Points in a group.</summary>
    public const int Group = 8;

    private const int BlockWords = 64;
    private const int CoordinateBytes = G1Encoding.UncompressedBytes / 2;
    private const long LimbMask = (1L << 48) - 1;

    private readonly AlignedMemory _memory = new(11 * BlockWords * sizeof(long));
    private readonly long* _zero;
    private readonly long* _one;
    private readonly long* _radix;
    private readonly long* _endomorphism;
    private readonly long* _x;

    public UncompressedPoints()
    {
        _zero = (long*)_memory.DangerousGetHandle();
        _one = _zero + BlockWords;
        _radix = _one + BlockWords;
        _endomorphism = _radix + BlockWords;
        _x = _endomorphism + BlockWords;
        // The Montgomery form of R: multiplying by it turns a plain number into Montgomery form.
        Fq radix = Fq.FromBigInteger(System.Numerics.BigInteger.One << 384);
        for (int lane = 0; lane < 8; lane++)
        {
            FqLane.Write(_one + lane, 8, Fq.One);
            FqLane.Write(_radix + lane, 8, radix);
            FqLane.Write(_endomorphism + lane, 8, G1Row.Endomorphism);
        }
    }

    /// <summary>Writes the rows of eight bases.</summary>
    /// <param name="bytes">Eight encoded points.</param>
    /// <param name="rows">Where the first row stands; the others follow.</param>
    /// <returns>False, and nothing is written, if some point is infinity, not canonical or not on the curve.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(byte* bytes, long* rows)
    {
        long* x = _x, y = x + BlockWords, image = y + BlockWords, left = image + BlockWords, right = left + BlockWords;
        bool canonical = true;
        for (int lane = 0; lane < Group; lane++)
        {
            byte* point = bytes + (lane * G1Encoding.UncompressedBytes);
            canonical &= TryReadPlain(point, x + lane) & TryReadPlain(point + CoordinateBytes, y + lane);
        }

        if (!canonical)
            return false;
        TLanes.Multiply(x, x, _radix, 1);
        TLanes.Multiply(y, y, _radix, 1);
        TLanes.Square(left, y, 1);
        TLanes.Square(right, x, 1);
        TLanes.Multiply(right, right, x, 1);
        TLanes.Subtract(left, left, right);
        TLanes.Subtract(left, left, _one);
        if (TLanes.ZeroLanes(left) != PointBlock.AllLanes)
            return false;
        TLanes.Multiply(image, x, _endomorphism, 1);
        TLanes.SubtractTame(x, x, _zero);
        TLanes.SubtractTame(y, y, _zero);
        TLanes.SubtractTame(image, image, _zero);
        long** lines = stackalloc long*[Group];
        for (int line = 0; line < 3; line++)
        {
            for (int lane = 0; lane < Group; lane++)
                lines[lane] = rows + (lane * G1Row.BaseWords) + (line * G1Row.Limbs);
            TLanes.Scatter(x + (line * BlockWords), lines);
        }

        return true;
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _memory.Dispose();

    // Six bytes are a limb. Flags stand above the top bit of p, so a flagged number is not below p either.
    private static bool TryReadPlain(byte* bytes, long* limbs)
    {
        long borrow = 0;
        for (int j = 0; j < G1Row.Limbs; j++)
        {
            // The last limb is read from two bytes further down, so as not to read beyond the point.
            long limb = j < G1Row.Limbs - 1
                ? Unsafe.ReadUnaligned<long>(bytes + (6 * j)) & LimbMask
                : (long)(Unsafe.ReadUnaligned<ulong>(bytes + (6 * j) - 2) >> 16);
            limbs[8 * j] = limb;
            borrow = (limb - PointLanesPortable.Modulus[j] + borrow) >> 48;
        }

        return borrow < 0;
    }
}
