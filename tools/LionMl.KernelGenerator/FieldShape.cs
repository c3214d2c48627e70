using System.Globalization;
using System.Numerics;

namespace LionMl.KernelGenerator;

/// <summary>A prime field cut into signed limbs, and every constant that its kernels need.</summary>
/// <param name="Name">The field's type name; prefixes the generated types.</param>
/// <param name="Modulus">The prime p.</param>
/// <param name="Limbs">Limbs in an element.</param>
/// <param name="LimbBits">w: bits of a limb; the Montgomery radix is 2^(w·Limbs).</param>
/// <param name="HeadroomBits">s: a column's high sum counts units of 2^(w+s), so that a whole column fits one double.</param>
internal sealed record FieldShape(string Name, BigInteger Modulus, int Limbs, int LimbBits, int HeadroomBits)
{
    public static FieldShape Fq { get; } = new(
        "Fq",
        Hex("01ae3a4617c510eac63b05c06ca1493b1a22d9f300f5138f1ef3622fba094800170b5d44300000008508c00000000001"),
        Limbs: 8, LimbBits: 48, HeadroomBits: 8);

    public static FieldShape Fr { get; } = new(
        "Fr",
        Hex("12ab655e9a2ca55660b44d1e5c37b00159aa76fed00000010a11800000000001"),
        Limbs: 5, LimbBits: 52, HeadroomBits: 5);

    /// <summary>2^w.</summary>
    public BigInteger Base => BigInteger.One << LimbBits;

    /// <summary>2^w − 1.</summary>
    public BigInteger Mask => Base - 1;

    /// <summary>k = −p⁻¹ mod 2^w.</summary>
    public BigInteger NegativeInverse => Base - BigInteger.ModPow(Modulus, (Base / 2) - 1, Base);

    /// <summary>Q' = (k·p + 1) / 2^w: adding t0·k·p to T equals T − t0 + 2^w·t0·Q'.</summary>
    public BigInteger StepFactor => ((NegativeInverse * Modulus) + 1) >> LimbBits;

    /// <summary>The limbs of a non-negative number, each in [0, 2^w).</summary>
    public BigInteger[] Split(BigInteger value)
    {
        var limbs = new BigInteger[Limbs];
        for (int i = 0; i < Limbs; i++)
        {
            limbs[i] = value & Mask;
            value >>= LimbBits;
        }

        return limbs;
    }

    /// <summary>The limbs of a number, all but the top one in [−2^(w−1), 2^(w−1)).</summary>
    public BigInteger[] SplitBalanced(BigInteger value)
    {
        BigInteger[] limbs = Split(value);
        for (int i = 0; i + 1 < Limbs; i++)
        {
            if (limbs[i] >= Base / 2)
            {
                limbs[i] -= Base;
                limbs[i + 1]++;
            }
        }

        return limbs;
    }

    private static BigInteger Hex(string digits) => BigInteger.Parse("0" + digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
