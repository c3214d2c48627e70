namespace LionMl.Algebra;

/// <summary>The cubic extension F_q2[v] / (v³ - u): an element is C0 + C1·v + C2·v².</summary>
public readonly struct Fq6 : IEquatable<Fq6>
{
    /// <summary>C0 + C1·v + C2·v².</summary>
    public Fq6(Fq2 c0, Fq2 c1, Fq2 c2)
    {
        C0 = c0;
        C1 = c1;
        C2 = c2;
    }

    /// <summary>The multiplicative identity.</summary>
    public static Fq6 One => new(Fq2.One, default, default);

    /// <summary>The coefficient of 1.</summary>
    public Fq2 C0 { get; }

    /// <summary>The coefficient of v.</summary>
    public Fq2 C1 { get; }

    /// <summary>The coefficient of v².</summary>
    public Fq2 C2 { get; }

    /// <summary>Whether this is zero.</summary>
    public bool IsZero => C0.IsZero && C1.IsZero && C2.IsZero;

    /// <summary>The sum.</summary>
    public static Fq6 operator +(in Fq6 left, in Fq6 right) => new(left.C0 + right.C0, left.C1 + right.C1, left.C2 + right.C2);

    /// <summary>The difference.</summary>
    public static Fq6 operator -(in Fq6 left, in Fq6 right) => new(left.C0 - right.C0, left.C1 - right.C1, left.C2 - right.C2);

    /// <summary>The opposite.</summary>
    public static Fq6 operator -(in Fq6 value) => new(-value.C0, -value.C1, -value.C2);

    /// <summary>The product; six multiplications in <see cref="Fq2"/>.</summary>
    public static Fq6 operator *(in Fq6 left, in Fq6 right)
    {
        Fq2 p0 = left.C0 * right.C0;
        Fq2 p1 = left.C1 * right.C1;
        Fq2 p2 = left.C2 * right.C2;
        Fq2 p12 = ((left.C1 + left.C2) * (right.C1 + right.C2)) - p1 - p2;
        Fq2 p01 = ((left.C0 + left.C1) * (right.C0 + right.C1)) - p0 - p1;
        Fq2 p02 = ((left.C0 + left.C2) * (right.C0 + right.C2)) - p0 - p2;
        return new Fq6(p0 + p12.TimesU(), p01 + p2.TimesU(), p02 + p1);
    }

    /// <summary>Equality of values.</summary>
    public static bool operator ==(in Fq6 left, in Fq6 right) => left.Equals(right);

    /// <summary>Inequality of values.</summary>
    public static bool operator !=(in Fq6 left, in Fq6 right) => !left.Equals(right);

    /// <summary>The multiplicative inverse.</summary>
    /// <exception cref="DivideByZeroException">This is zero.</exception>
    public Fq6 Inverse()
    {
        Fq2 t0 = C0.Square() - (C1 * C2).TimesU();
        Fq2 t1 = C2.Square().TimesU() - (C0 * C1);
        Fq2 t2 = C1.Square() - (C0 * C2);
        Fq2 inverse = ((C0 * t0) + ((C2 * t1) + (C1 * t2)).TimesU()).Inverse();
        return new Fq6(t0 * inverse, t1 * inverse, t2 * inverse);
    }

    /// <inheritdoc/>
    public bool Equals(Fq6 other) => C0 == other.C0 && C1 == other.C1 && C2 == other.C2;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fq6 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(C0, C1, C2);

    /// <summary>The three coefficients in decimal.</summary>
    public override string ToString() => $"({C0}) + ({C1})·v + ({C2})·v²";

    /// <summary>The product with v.</summary>
    internal Fq6 TimesV() => new(C2.TimesU(), C0, C1);

    /// <summary>The product with b0 + b1·v; five multiplications in <see cref="Fq2"/>.</summary>
    internal Fq6 MultiplySparse(in Fq2 b0, in Fq2 b1)
    {
        Fq2 p0 = C0 * b0;
        Fq2 p1 = C1 * b1;
        Fq2 cross = ((C0 + C1) * (b0 + b1)) - p0 - p1;
        return new Fq6(p0 + (C2 * b1).TimesU(), cross, p1 + (C2 * b0));
    }
}
