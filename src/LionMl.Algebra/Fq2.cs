using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>The quadratic extension F_q[u] / (u² + 5): an element is C0 + C1·u.</summary>
public readonly struct Fq2 : IEquatable<Fq2>, ICurveField<Fq2>
{
    /// <summary>C0 + C1·u.</summary>
    public Fq2(Fq c0, Fq c1)
    {
        C0 = c0;
        C1 = c1;
    }

    /// <summary>The additive identity.</summary>
    public static Fq2 Zero => default;

    /// <summary>The multiplicative identity.</summary>
    public static Fq2 One => new(Fq.One, Fq.Zero);

    /// <summary>The coefficient of 1.</summary>
    public Fq C0 { get; }

    /// <summary>The coefficient of u.</summary>
    public Fq C1 { get; }

    /// <summary>Whether this is zero.</summary>
    public bool IsZero => C0.IsZero && C1.IsZero;

    /// <summary>The sum.</summary>
    public static Fq2 operator +(Fq2 left, Fq2 right) => new(left.C0 + right.C0, left.C1 + right.C1);

    /// <summary>The difference.</summary>
    public static Fq2 operator -(Fq2 left, Fq2 right) => new(left.C0 - right.C0, left.C1 - right.C1);

    /// <summary>The product; three multiplications in <see cref="Fq"/>.</summary>
    public static Fq2 operator *(Fq2 left, Fq2 right)
    {
        Fq low = left.C0 * right.C0;
        Fq high = left.C1 * right.C1;
        Fq cross = (left.C0 + left.C1) * (right.C0 + right.C1);
        return new Fq2(low - TimesFive(high), cross - low - high);
    }

    /// <summary>The opposite.</summary>
    public static Fq2 operator -(Fq2 value) => new(-value.C0, -value.C1);

    /// <summary>Equality of values.</summary>
    public static bool operator ==(Fq2 left, Fq2 right) => left.Equals(right);

    /// <summary>Inequality of values.</summary>
    public static bool operator !=(Fq2 left, Fq2 right) => !left.Equals(right);

    /// <summary>This times itself; two multiplications in <see cref="Fq"/>.</summary>
    public Fq2 Square()
    {
        Fq product = C0 * C1;
        // (c0 + c1)(c0 - 5c1) = c0² - 5c1² - 4c0c1.
        Fq difference = (C0 + C1) * (C0 - TimesFive(C1));
        Fq twice = product.Double();
        return new Fq2(difference + twice.Double(), twice);
    }

    /// <summary>Twice this.</summary>
    public Fq2 Double() => new(C0.Double(), C1.Double());

    /// <summary>The image under the Frobenius map, which negates u.</summary>
    public Fq2 Conjugate() => new(C0, -C1);

    /// <summary>The product with a base field element.</summary>
    public Fq2 Scale(Fq factor) => new(C0 * factor, C1 * factor);

    /// <summary>The multiplicative inverse.</summary>
    /// <exception cref="DivideByZeroException">This is zero.</exception>
    public Fq2 Inverse()
    {
        Fq inverse = (C0.Square() + TimesFive(C1.Square())).Inverse();
        return new Fq2(C0 * inverse, -(C1 * inverse));
    }

    /// <inheritdoc/>
    public bool Equals(Fq2 other) => C0 == other.C0 && C1 == other.C1;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fq2 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(C0, C1);

    /// <summary>Both coefficients in decimal.</summary>
    public override string ToString() => $"{C0} + {C1}·u";

    /// <summary>The product with u, which is what Fq6 reduces by.</summary>
    internal Fq2 TimesU() => new(-TimesFive(C1), C0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Fq TimesFive(Fq value) => value.Double().Double() + value;
}
