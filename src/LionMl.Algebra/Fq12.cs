using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>The quadratic extension F_q6[w] / (w² - v), where pairings take their values: an element is C0 + C1·w.</summary>
public struct Fq12 : IEquatable<Fq12>
{
    // z^i for i = 0…5, z = (-5)^((q - 1) / 12) = w^(q - 1), which lies in the base field as q = 1 mod 12.
    private static readonly Fq[] FrobeniusFactors = MakeFrobeniusFactors();

    private Fq6 _0;
    private Fq6 _1;

    /// <summary>C0 + C1·w.</summary>
    public Fq12(Fq6 c0, Fq6 c1)
    {
        _0 = c0;
        _1 = c1;
    }

    /// <summary>The multiplicative identity.</summary>
    public static Fq12 One => new(Fq6.One, default);

    /// <summary>The coefficient of 1.</summary>
    public readonly Fq6 C0 => _0;

    /// <summary>The coefficient of w.</summary>
    public readonly Fq6 C1 => _1;

    /// <summary>Whether this is one.</summary>
    public readonly bool IsOne => this == One;

    /// <summary>z² and z³: what the Frobenius map does to coordinates on the twist, next to conjugation.</summary>
    internal static (Fq X, Fq Y) TwistFrobenius => (FrobeniusFactors[2], FrobeniusFactors[3]);

    /// <summary>The product.</summary>
    public static Fq12 operator *(in Fq12 left, in Fq12 right)
    {
        Multiply(left, right, out Fq12 result);
        return result;
    }

    /// <summary>Equality of values.</summary>
    public static bool operator ==(in Fq12 left, in Fq12 right) => left.Equals(right);

    /// <summary>Inequality of values.</summary>
    public static bool operator !=(in Fq12 left, in Fq12 right) => !left.Equals(right);

    /// <summary>This times itself.</summary>
    public readonly Fq12 Square()
    {
        Square(this, out Fq12 result);
        return result;
    }

    /// <summary>The image under q⁶, which negates w; the inverse of an element of the cyclotomic subgroup.</summary>
    public readonly Fq12 Conjugate() => new(_0, -_1);

    /// <summary>The multiplicative inverse.</summary>
    /// <exception cref="DivideByZeroException">This is zero.</exception>
    public readonly Fq12 Inverse()
    {
        Fq6.TimesV(_1 * _1, out Fq6 high);
        Fq6 inverse = ((_0 * _0) - high).Inverse();
        return new Fq12(_0 * inverse, -(_1 * inverse));
    }

    /// <summary>The image under the Frobenius map, the power q.</summary>
    public readonly Fq12 Frobenius()
    {
        Fq[] z = FrobeniusFactors;
        return new Fq12(
            new Fq6(_0.C0.Conjugate(), _0.C1.Conjugate().Scale(z[2]), _0.C2.Conjugate().Scale(z[4])),
            new Fq6(_1.C0.Conjugate().Scale(z[1]), _1.C1.Conjugate().Scale(z[3]), _1.C2.Conjugate().Scale(z[5])));
    }

    /// <inheritdoc/>
    public readonly bool Equals(Fq12 other) => _0.Equals(other._0) && _1.Equals(other._1);

    /// <inheritdoc/>
    public readonly override bool Equals(object? obj) => obj is Fq12 other && Equals(other);

    /// <inheritdoc/>
    public readonly override int GetHashCode() => HashCode.Combine(_0, _1);

    /// <summary>Both coefficients in decimal.</summary>
    public readonly override string ToString() => $"[{_0}] + [{_1}]·w";

    // As in Fq, results may be written over operands.
    [SkipLocalsInit]
    internal static void Multiply(in Fq12 left, in Fq12 right, out Fq12 result)
    {
        Unsafe.SkipInit(out result);
        Fq6.Multiply(left._0, right._0, out Fq6 low);
        Fq6.Multiply(left._1, right._1, out Fq6 high);
        Fq6.Add(left._0, left._1, out Fq6 cross);
        Fq6.Add(right._0, right._1, out Fq6 sum);
        Fq6.Multiply(cross, sum, out cross);
        Fq6.Subtract(cross, low, out cross);
        Fq6.Subtract(cross, high, out result._1);
        Fq6.TimesV(high, out high);
        Fq6.Add(low, high, out result._0);
    }

    [SkipLocalsInit]
    internal static void Square(in Fq12 value, out Fq12 result)
    {
        Unsafe.SkipInit(out result);
        // (c0 + c1)(c0 + v·c1) = c0² + v·c1² + (1 + v)·c0c1.
        Fq6.Multiply(value._0, value._1, out Fq6 product);
        Fq6.TimesV(value._1, out Fq6 shifted);
        Fq6.Add(value._0, shifted, out shifted);
        Fq6.Add(value._0, value._1, out Fq6 sum);
        Fq6.Multiply(sum, shifted, out sum);
        Fq6.Subtract(sum, product, out sum);
        Fq6.Add(product, product, out result._1);
        Fq6.TimesV(product, out product);
        Fq6.Subtract(sum, product, out result._0);
    }

    /// <summary>The square of an element of the cyclotomic subgroup, at half the price.</summary>
    /// <remarks>
    /// There the three pairs of coefficients (w⁰, w³), (w, w⁴), (w², w⁵), seen as elements of F_q4, determine one another's
    /// squares (Granger and Scott, "Faster squaring in the cyclotomic subgroup of sixth degree extensions", 2010).
    /// </remarks>
    [SkipLocalsInit]
    internal static void CyclotomicSquare(in Fq12 value, out Fq12 result)
    {
        Unsafe.SkipInit(out result);
        SquareInFq4(value._0.Part0, value._1.Part1, out Fq2 a0, out Fq2 a1);
        SquareInFq4(value._1.Part0, value._0.Part2, out Fq2 b0, out Fq2 b1);
        SquareInFq4(value._0.Part1, value._1.Part2, out Fq2 c0, out Fq2 c1);
        TripleMinusTwice(a0, value._0.Part0, out result._0.Part0);
        TripleMinusTwice(b0, value._0.Part1, out result._0.Part1);
        TripleMinusTwice(c0, value._0.Part2, out result._0.Part2);
        Fq2.TimesU(c1, out c1);
        TriplePlusTwice(c1, value._1.Part0, out result._1.Part0);
        TriplePlusTwice(a1, value._1.Part1, out result._1.Part1);
        TriplePlusTwice(b1, value._1.Part2, out result._1.Part2);
    }

    /// <summary>The number of coefficients over <see cref="Fq2"/>.</summary>
    internal const int CoefficientCount = 6;

    /// <summary>The coefficient of w^power.</summary>
    internal readonly Fq2 Coefficient(int power) => power switch
    {
        0 => _0.Part0,
        1 => _1.Part0,
        2 => _0.Part1,
        3 => _1.Part1,
        4 => _0.Part2,
        5 => _1.Part2,
        _ => throw new ArgumentOutOfRangeException(nameof(power)),
    };

    /// <summary>The element with these coefficients of 1, w, … w⁵.</summary>
    internal static Fq12 FromCoefficients(ReadOnlySpan<Fq2> c) => new(new Fq6(c[0], c[2], c[4]), new Fq6(c[1], c[3], c[5]));

    /// <summary>The product with 1 + (b0 + b1·v)·w, the form of a line.</summary>
    [SkipLocalsInit]
    internal static void MultiplyLine(in Fq12 value, in Fq2 b0, in Fq2 b1, out Fq12 result)
    {
        Unsafe.SkipInit(out result);
        Fq6.MultiplySparse(value._1, b0, b1, out Fq6 high);
        Fq6.MultiplySparse(value._0, b0, b1, out Fq6 low);
        Fq6.Add(value._1, low, out result._1);
        Fq6.TimesV(high, out high);
        Fq6.Add(value._0, high, out result._0);
    }

    // (low + high·s)², s² = u.
    [SkipLocalsInit]
    private static void SquareInFq4(in Fq2 low, in Fq2 high, out Fq2 squareLow, out Fq2 squareHigh)
    {
        Fq2.Multiply(low, high, out Fq2 product);
        Fq2.Add(low, high, out Fq2 sum);
        Fq2.TimesU(high, out Fq2 shifted);
        Fq2.Add(low, shifted, out shifted);
        Fq2.Multiply(sum, shifted, out sum);
        Fq2.Subtract(sum, product, out sum);
        Fq2.TimesU(product, out shifted);
        Fq2.Subtract(sum, shifted, out squareLow);
        Fq2.Add(product, product, out squareHigh);
    }

    private static void TripleMinusTwice(in Fq2 square, in Fq2 value, out Fq2 result)
    {
        Fq2.Subtract(square, value, out Fq2 difference);
        Fq2.Add(difference, difference, out difference);
        Fq2.Add(difference, square, out result);
    }

    private static void TriplePlusTwice(in Fq2 square, in Fq2 value, out Fq2 result)
    {
        Fq2.Add(square, value, out Fq2 sum);
        Fq2.Add(sum, sum, out sum);
        Fq2.Add(sum, square, out result);
    }

    private static Fq[] MakeFrobeniusFactors()
    {
        Fq z = (-Fq.FromUInt64(5)).Pow((Fq.Modulus - 1) / 12);
        var factors = new Fq[6];
        factors[0] = Fq.One;
        for (int i = 1; i < factors.Length; i++)
            factors[i] = factors[i - 1] * z;
        return factors;
    }
}
