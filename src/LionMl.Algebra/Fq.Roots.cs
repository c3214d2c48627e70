using System.Globalization;
using System.Numerics;
using static LionMl.Algebra.WordMath;

namespace LionMl.Algebra;

public partial struct Fq
{
    /// <summary>The base-two logarithm of the largest power of two that divides p - 1 = 2^46 · t.</summary>
    public const int TwoAdicity = 46;

    /// <summary>Whether the number is larger than its opposite's, p - number; false for zero.</summary>
    internal readonly bool IsLargerRoot
    {
        get
        {
            Fq plain = ToPlainLimbs();
            // (p - 1) / 2 - number borrows exactly if the number is in the upper half.
            ulong borrow = 0;
            _ = SubtractBorrow(0x4284600000000000, plain.Limb0, ref borrow);
            _ = SubtractBorrow(0x0b85aea218000000, plain.Limb1, ref borrow);
            _ = SubtractBorrow(0x8f79b117dd04a400, plain.Limb2, ref borrow);
            _ = SubtractBorrow(0x8d116cf9807a89c7, plain.Limb3, ref borrow);
            _ = SubtractBorrow(0x631d82e03650a49d, plain.Limb4, ref borrow);
            _ = SubtractBorrow(0x00d71d230be28875, plain.Limb5, ref borrow);
            return borrow != 0;
        }
    }

    /// <summary>A square root, if there is one.</summary>
    /// <param name="root">One of the two roots, which one is not specified; zero if false is returned.</param>
    /// <returns>Whether this is a square.</returns>
    /// <remarks>
    /// Tonelli and Shanks with the discrete logarithm in the group of order 2^46 by table (Sarkar, "Computing square roots
    /// faster than the Tonelli-Shanks/Bernstein algorithm", 2020). About 25 µs.
    /// </remarks>
    public readonly bool TrySqrt(out Fq root)
    {
        root = default;
        if (IsZero)
            return true;
        // s = a^((t - 1) / 2), so that a·s² = a^t lies in the group of order 2^46 and (a·s)² = a · a^t.
        Fq power = SquareRootTables.PowHalfOddPart(this);
        Fq candidate = this * power;
        if (!SquareRootTables.TryInverseRoot(candidate * power, out Fq correction))
            return false;
        root = candidate * correction;
        return true;
    }

    /// <summary>A constant of the source; the text must be a decimal number below p.</summary>
    internal static Fq FromText(string text) => FromBigInteger(BigInteger.Parse(text, CultureInfo.InvariantCulture));
}
