using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using static LionMl.Algebra.WordMath;

namespace LionMl.Algebra;

public readonly partial struct Fq
{
    /// <inheritdoc cref="IField{TSelf}.op_Addition"/>
    public static Fq operator +(Fq left, Fq right)
    {
        ulong carry = 0;
        ulong t0 = AddCarry(left.Limb0, right.Limb0, ref carry);
        ulong t1 = AddCarry(left.Limb1, right.Limb1, ref carry);
        ulong t2 = AddCarry(left.Limb2, right.Limb2, ref carry);
        ulong t3 = AddCarry(left.Limb3, right.Limb3, ref carry);
        ulong t4 = AddCarry(left.Limb4, right.Limb4, ref carry);
        ulong t5 = AddCarry(left.Limb5, right.Limb5, ref carry);
        // No carry out: 2p fits the limbs.
        return ReduceOnce(t0, t1, t2, t3, t4, t5);
    }

    /// <inheritdoc cref="IField{TSelf}.op_Subtraction"/>
    public static Fq operator -(Fq left, Fq right)
    {
        ulong borrow = 0;
        ulong t0 = SubtractBorrow(left.Limb0, right.Limb0, ref borrow);
        ulong t1 = SubtractBorrow(left.Limb1, right.Limb1, ref borrow);
        ulong t2 = SubtractBorrow(left.Limb2, right.Limb2, ref borrow);
        ulong t3 = SubtractBorrow(left.Limb3, right.Limb3, ref borrow);
        ulong t4 = SubtractBorrow(left.Limb4, right.Limb4, ref borrow);
        ulong t5 = SubtractBorrow(left.Limb5, right.Limb5, ref borrow);
        ulong mask = 0 - borrow;
        ulong carry = 0;
        t0 = AddCarry(t0, mask & Modulus0, ref carry);
        t1 = AddCarry(t1, mask & Modulus1, ref carry);
        t2 = AddCarry(t2, mask & Modulus2, ref carry);
        t3 = AddCarry(t3, mask & Modulus3, ref carry);
        t4 = AddCarry(t4, mask & Modulus4, ref carry);
        t5 = AddCarry(t5, mask & Modulus5, ref carry);
        return new Fq(t0, t1, t2, t3, t4, t5);
    }

    /// <inheritdoc cref="IField{TSelf}.op_UnaryNegation"/>
    public static Fq operator -(Fq value) => default(Fq) - value;

    /// <inheritdoc cref="IField{TSelf}.op_Multiply"/>
    public static Fq operator *(Fq left, Fq right)
    {
        ulong b0 = right.Limb0;
        ulong b1 = right.Limb1;
        ulong b2 = right.Limb2;
        ulong b3 = right.Limb3;
        ulong b4 = right.Limb4;
        ulong b5 = right.Limb5;
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0;
        MultiplyStep(left.Limb0, b0, b1, b2, b3, b4, b5, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        MultiplyStep(left.Limb1, b0, b1, b2, b3, b4, b5, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        MultiplyStep(left.Limb2, b0, b1, b2, b3, b4, b5, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        MultiplyStep(left.Limb3, b0, b1, b2, b3, b4, b5, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        MultiplyStep(left.Limb4, b0, b1, b2, b3, b4, b5, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        MultiplyStep(left.Limb5, b0, b1, b2, b3, b4, b5, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        return ReduceOnce(t0, t1, t2, t3, t4, t5);
    }

    /// <inheritdoc cref="IField{TSelf}.Square"/>
    public Fq Square() => this * this;

    /// <summary>Twice this.</summary>
    public Fq Double() => this + this;

    /// <inheritdoc cref="IField{TSelf}.Inverse"/>
    /// <remarks>About 5 µs: a hundred multiplications.</remarks>
    public Fq Inverse()
    {
        if (IsZero)
            throw new DivideByZeroException("Zero has no inverse in Fq.");
        Span<ulong> limbs = [Limb0, Limb1, Limb2, Limb3, Limb4, Limb5];
        ModularInverse.OfFq.Invert(limbs);
        // (aR)^-1 · R^3 · R^-1 = a^-1 · R.
        return new Fq(limbs[0], limbs[1], limbs[2], limbs[3], limbs[4], limbs[5]) * RadixCubed;
    }

    /// <inheritdoc/>
    public static bool TryReadLittleEndian(ReadOnlySpan<byte> source, out Fq value)
    {
        value = default;
        if (source.Length != 48)
            return false;
        ulong t0 = BinaryPrimitives.ReadUInt64LittleEndian(source);
        ulong t1 = BinaryPrimitives.ReadUInt64LittleEndian(source[8..]);
        ulong t2 = BinaryPrimitives.ReadUInt64LittleEndian(source[16..]);
        ulong t3 = BinaryPrimitives.ReadUInt64LittleEndian(source[24..]);
        ulong t4 = BinaryPrimitives.ReadUInt64LittleEndian(source[32..]);
        ulong t5 = BinaryPrimitives.ReadUInt64LittleEndian(source[40..]);
        ulong borrow = 0;
        _ = SubtractBorrow(t0, Modulus0, ref borrow);
        _ = SubtractBorrow(t1, Modulus1, ref borrow);
        _ = SubtractBorrow(t2, Modulus2, ref borrow);
        _ = SubtractBorrow(t3, Modulus3, ref borrow);
        _ = SubtractBorrow(t4, Modulus4, ref borrow);
        _ = SubtractBorrow(t5, Modulus5, ref borrow);
        if (borrow == 0)
            return false;
        value = new Fq(t0, t1, t2, t3, t4, t5) * RadixSquared;
        return true;
    }

    /// <inheritdoc/>
    public void WriteLittleEndian(Span<byte> destination)
    {
        if (destination.Length < 48)
            throw new ArgumentException($"Fq needs 48 bytes, the destination has {destination.Length}.", nameof(destination));
        Fq plain = ToPlainLimbs();
        BinaryPrimitives.WriteUInt64LittleEndian(destination, plain.Limb0);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], plain.Limb1);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], plain.Limb2);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], plain.Limb3);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[32..], plain.Limb4);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[40..], plain.Limb5);
    }

    /// <summary>The canonical number itself in the limbs, no longer in Montgomery form.</summary>
    internal Fq ToPlainLimbs() => this * new Fq(1, 0, 0, 0, 0, 0);

    /// <summary>The element whose canonical number stands in the limbs, which must be below p.</summary>
    internal static Fq FromPlainLimbs(Fq limbs) => limbs * RadixSquared;

    // One row of the interleaved product: t := (t + a·b + m·p) / 2^64 with m chosen so that the division is exact.
    // Bounded by 2p throughout, so the spare top bits of p take every carry.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyStep(
        ulong a, ulong b0, ulong b1, ulong b2, ulong b3, ulong b4, ulong b5,
        ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4, ref ulong t5)
    {
        ulong high = 0;
        ulong low = MultiplyAdd(a, b0, t0, ref high);
        ulong m = low * MontgomeryFactor;
        ulong carry = 0;
        _ = MultiplyAdd(m, Modulus0, low, ref carry);
        t0 = MultiplyAdd(m, Modulus1, MultiplyAdd(a, b1, t1, ref high), ref carry);
        t1 = MultiplyAdd(m, Modulus2, MultiplyAdd(a, b2, t2, ref high), ref carry);
        t2 = MultiplyAdd(m, Modulus3, MultiplyAdd(a, b3, t3, ref high), ref carry);
        t3 = MultiplyAdd(m, Modulus4, MultiplyAdd(a, b4, t4, ref high), ref carry);
        t4 = MultiplyAdd(m, Modulus5, MultiplyAdd(a, b5, t5, ref high), ref carry);
        t5 = high + carry;
    }

    // The representative below p of a number below 2p.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Fq ReduceOnce(ulong t0, ulong t1, ulong t2, ulong t3, ulong t4, ulong t5)
    {
        ulong borrow = 0;
        ulong s0 = SubtractBorrow(t0, Modulus0, ref borrow);
        ulong s1 = SubtractBorrow(t1, Modulus1, ref borrow);
        ulong s2 = SubtractBorrow(t2, Modulus2, ref borrow);
        ulong s3 = SubtractBorrow(t3, Modulus3, ref borrow);
        ulong s4 = SubtractBorrow(t4, Modulus4, ref borrow);
        ulong s5 = SubtractBorrow(t5, Modulus5, ref borrow);
        ulong keep = 0 - borrow;
        return new Fq(
            Select(keep, t0, s0), Select(keep, t1, s1), Select(keep, t2, s2),
            Select(keep, t3, s3), Select(keep, t4, s4), Select(keep, t5, s5));
    }
}
