namespace LionMl.Algebra;

/// <summary>The quadratic extension F_q6[w] / (w² - v), where pairings take their values: an element is C0 + C1·w.</summary>
public readonly struct Fq12 : IEquatable<Fq12>
{
    // z^i for i = 0…5, z = (-5)^((q - 1) / 12) = w^(q - 1), which lies in the base field as q = 1 mod 12.
    private static readonly Fq[] FrobeniusFactors = MakeFrobeniusFactors();

    /// <summary>C0 + C1·w.</summary>
    public Fq12(Fq6 c0, Fq6 c1)
    {
        C0 = c0;
        C1 = c1;
    }

    /// <summary>The multiplicative identity.</summary>
    public static Fq12 One => new(Fq6.One, default);

    /// <summary>The coefficient of 1.</summary>
    public Fq6 C0 { get; }

    /// <summary>The coefficient of w.</summary>
    public Fq6 C1 { get; }

    /// <summary>Whether this is one.</summary>
    public bool IsOne => this == One;

    /// <summary>z² and z³: what the Frobenius map does to coordinates on the twist, next to conjugation.</summary>
    internal static (Fq X, Fq Y) TwistFrobenius => (FrobeniusFactors[2], FrobeniusFactors[3]);

    /// <summary>The product.</summary>
    public static Fq12 operator *(in Fq12 left, in Fq12 right)
    {
        Fq6 low = left.C0 * right.C0;
        Fq6 high = left.C1 * right.C1;
        Fq6 cross = (left.C0 + left.C1) * (right.C0 + right.C1);
        return new Fq12(low + high.TimesV(), cross - low - high);
    }

    /// <summary>Equality of values.</summary>
    public static bool operator ==(in Fq12 left, in Fq12 right) => left.Equals(right);

    /// <summary>Inequality of values.</summary>
    public static bool operator !=(in Fq12 left, in Fq12 right) => !left.Equals(right);

    /// <summary>This times itself.</summary>
    public Fq12 Square()
    {
        Fq6 product = C0 * C1;
        // (c0 + c1)(c0 + v·c1) = c0² + v·c1² + (1 + v)·c0c1.
        Fq6 sum = (C0 + C1) * (C0 + C1.TimesV());
        return new Fq12(sum - product - product.TimesV(), product + product);
    }

    /// <summary>The image under q⁶, which negates w; the inverse of an element of the cyclotomic subgroup.</summary>
    public Fq12 Conjugate() => new(C0, -C1);

    /// <summary>The multiplicative inverse.</summary>
    /// <exception cref="DivideByZeroException">This is zero.</exception>
    public Fq12 Inverse()
    {
        Fq6 inverse = ((C0 * C0) - (C1 * C1).TimesV()).Inverse();
        return new Fq12(C0 * inverse, -(C1 * inverse));
    }

    /// <summary>The image under the Frobenius map, the power q.</summary>
    public Fq12 Frobenius()
    {
        Fq[] z = FrobeniusFactors;
        return new Fq12(
            new Fq6(C0.C0.Conjugate(), C0.C1.Conjugate().Scale(z[2]), C0.C2.Conjugate().Scale(z[4])),
            new Fq6(C1.C0.Conjugate().Scale(z[1]), C1.C1.Conjugate().Scale(z[3]), C1.C2.Conjugate().Scale(z[5])));
    }

    /// <summary>The square of an element of the cyclotomic subgroup, at half the price.</summary>
    /// <remarks>
    /// There the three pairs of coefficients (w⁰, w³), (w, w⁴), (w², w⁵), seen as elements of F_q4, determine one another's
    /// squares (Granger and Scott, "Faster squaring in the cyclotomic subgroup of sixth degree extensions", 2010).
    /// </remarks>
    internal Fq12 CyclotomicSquare()
    {
        SquareInFq4(C0.C0, C1.C1, out Fq2 a0, out Fq2 a1);
        SquareInFq4(C1.C0, C0.C2, out Fq2 b0, out Fq2 b1);
        SquareInFq4(C0.C1, C1.C2, out Fq2 c0, out Fq2 c1);
        return new Fq12(
            new Fq6(TripleMinusTwice(a0, C0.C0), TripleMinusTwice(b0, C0.C1), TripleMinusTwice(c0, C0.C2)),
            new Fq6(TriplePlusTwice(c1.TimesU(), C1.C0), TriplePlusTwice(a1, C1.C1), TriplePlusTwice(b1, C1.C2)));
    }

    /// <summary>The product with 1 + (b0 + b1·v)·w, the form of a line.</summary>
    internal Fq12 MultiplyLine(in Fq2 b0, in Fq2 b1) =>
        new(C0 + C1.MultiplySparse(b0, b1).TimesV(), C1 + C0.MultiplySparse(b0, b1));

    /// <inheritdoc/>
    public bool Equals(Fq12 other) => C0 == other.C0 && C1 == other.C1;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fq12 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(C0, C1);

    /// <summary>Both coefficients in decimal.</summary>
    public override string ToString() => $"[{C0}] + [{C1}]·w";

    // (low + high·s)², s² = u.
    private static void SquareInFq4(in Fq2 low, in Fq2 high, out Fq2 squareLow, out Fq2 squareHigh)
    {
        Fq2 product = low * high;
        squareLow = ((low + high) * (low + high.TimesU())) - product - product.TimesU();
        squareHigh = product.Double();
    }

    private static Fq2 TripleMinusTwice(in Fq2 square, in Fq2 value) => (square - value).Double() + square;

    private static Fq2 TriplePlusTwice(in Fq2 square, in Fq2 value) => (square + value).Double() + square;

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
