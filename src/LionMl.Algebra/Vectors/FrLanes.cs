using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>
/// Blocks of eight scalars: limb j of lane l at <c>block[8·j + l]</c>, 5 signed limbs of 52 bits, Montgomery radix 2^260.
/// </summary>
internal static unsafe class FrLanes
{
    /// <summary>Elements in a block.</summary>
    public const int Lanes = 8;

    /// <summary>Limbs in an element.</summary>
    public const int Limbs = 5;

    /// <summary>Words in a block.</summary>
    public const int BlockWords = Lanes * Limbs;

    /// <summary>Bytes in a block.</summary>
    public const int BlockBytes = BlockWords * sizeof(long);

    private const int LimbBits = 52;
    private const long LimbMask = (1L << LimbBits) - 1;

    /// <summary>Blocks that hold <paramref name="count"/> elements.</summary>
    public static int BlockCount(int count) => (int)(((long)count + Lanes - 1) / Lanes);

    /// <summary>The address of limb 0 of an element.</summary>
    public static long* Element(long* blocks, long index) => blocks + ((index >> 3) * BlockWords) + (index & 7);

    /// <summary>The canonical element in a lane whose value is any small multiple of p away from it.</summary>
    /// <param name="lane">Address of limb 0, see <see cref="Element"/>.</param>
    public static Fr Read(long* lane)
    {
        long l0 = lane[0];
        long l1 = lane[8] + (l0 >> LimbBits);
        long l2 = lane[16] + (l1 >> LimbBits);
        long l3 = lane[24] + (l2 >> LimbBits);
        long l4 = lane[32] + (l3 >> LimbBits);
        l0 &= LimbMask;
        l1 &= LimbMask;
        l2 &= LimbMask;
        l3 &= LimbMask;
        ulong w0 = (ulong)l0 | ((ulong)l1 << 52);
        ulong w1 = ((ulong)l1 >> 12) | ((ulong)l2 << 40);
        ulong w2 = ((ulong)l2 >> 24) | ((ulong)l3 << 28);
        ulong w3 = ((ulong)l3 >> 36) | ((ulong)l4 << 16);
        long sign = l4 >> 48;
        while (sign < 0)
            sign += (long)AddModulus(ref w0, ref w1, ref w2, ref w3);

        while (sign > 0 || !IsBelowModulus(w0, w1, w2, w3))
            sign -= (long)SubtractModulus(ref w0, ref w1, ref w2, ref w3);

        return new Fr(w0, w1, w2, w3);
    }

    /// <summary>Writes the canonical limbs of an element.</summary>
    /// <param name="lane">Address of limb 0, see <see cref="Element"/>.</param>
    /// <param name="value">The element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(long* lane, in Fr value)
    {
        lane[0] = (long)value.Limb0 & LimbMask;
        lane[8] = (long)((value.Limb0 >> 52) | (value.Limb1 << 12)) & LimbMask;
        lane[16] = (long)((value.Limb1 >> 40) | (value.Limb2 << 24)) & LimbMask;
        lane[24] = (long)((value.Limb2 >> 28) | (value.Limb3 << 36)) & LimbMask;
        lane[32] = (long)(value.Limb3 >> 16);
    }

    /// <summary>Writes the canonical limbs of one element side by side, as the kernels take a factor.</summary>
    public static void WriteFactor(long* factor, in Fr value)
    {
        long* block = stackalloc long[BlockWords];
        Write(block, value);
        for (int j = 0; j < Limbs; j++)
            factor[j] = block[8 * j];
    }

    /// <summary>Writes one element into all eight lanes of a block.</summary>
    public static void Broadcast(long* block, in Fr value)
    {
        for (int lane = 0; lane < Lanes; lane++)
            Write(block + lane, value);
    }

    private static bool IsBelowModulus(ulong w0, ulong w1, ulong w2, ulong w3)
    {
        ulong borrow = 0;
        _ = WordMath.SubtractBorrow(w0, Fr.Modulus0, ref borrow);
        _ = WordMath.SubtractBorrow(w1, Fr.Modulus1, ref borrow);
        _ = WordMath.SubtractBorrow(w2, Fr.Modulus2, ref borrow);
        _ = WordMath.SubtractBorrow(w3, Fr.Modulus3, ref borrow);
        return borrow != 0;
    }

    private static ulong AddModulus(ref ulong w0, ref ulong w1, ref ulong w2, ref ulong w3)
    {
        ulong carry = 0;
        w0 = WordMath.AddCarry(w0, Fr.Modulus0, ref carry);
        w1 = WordMath.AddCarry(w1, Fr.Modulus1, ref carry);
        w2 = WordMath.AddCarry(w2, Fr.Modulus2, ref carry);
        w3 = WordMath.AddCarry(w3, Fr.Modulus3, ref carry);
        return carry;
    }

    private static ulong SubtractModulus(ref ulong w0, ref ulong w1, ref ulong w2, ref ulong w3)
    {
        ulong borrow = 0;
        w0 = WordMath.SubtractBorrow(w0, Fr.Modulus0, ref borrow);
        w1 = WordMath.SubtractBorrow(w1, Fr.Modulus1, ref borrow);
        w2 = WordMath.SubtractBorrow(w2, Fr.Modulus2, ref borrow);
        w3 = WordMath.SubtractBorrow(w3, Fr.Modulus3, ref borrow);
        return borrow;
    }
}
