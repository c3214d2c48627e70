using System.Globalization;
using System.Numerics;

namespace LionMl.Algebra.Tests.Vectors;

/// <summary>The lane layout of a field, restated independently of the product code.</summary>
internal sealed record LaneField(string Name, BigInteger Modulus, int Limbs, int LimbBits)
{
    public static readonly LaneField Fq = new(
        "Fq",
        Hex("01ae3a4617c510eac63b05c06ca1493b1a22d9f300f5138f1ef3622fba094800170b5d44300000008508c00000000001"),
        Limbs: 8, LimbBits: 48);

    public static readonly LaneField Fr = new(
        "Fr", Hex("12ab655e9a2ca55660b44d1e5c37b00159aa76fed00000010a11800000000001"), Limbs: 5, LimbBits: 52);

    public BigInteger InverseRadix { get; } =
        BigInteger.ModPow(BigInteger.Pow(2, Limbs * LimbBits) % Modulus, Modulus - 2, Modulus);

    public BigInteger Reduce(BigInteger value)
    {
        value %= Modulus;
        return value.Sign < 0 ? value + Modulus : value;
    }

    private static BigInteger Hex(string digits) => BigInteger.Parse("0" + digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
