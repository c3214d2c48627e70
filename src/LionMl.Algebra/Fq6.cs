using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>The cubic extension F_q2[v] / (v³ - u): an element is C0 + C1·v + C2·v².</summary>
public struct Fq6 : IEquatable<Fq6>
{
    internal Fq2 Part0;
    internal Fq2 Part1;
    internal Fq2 Part2;

    /// <summary>C0 + C1·v + C2·v².</summary>
    public Fq6(Fq2 c0, Fq2 c1, Fq2 c2)
    {
        Part0 = c0;
        Part1 = c1;
        Part2 = c2;
    }

    /// <summary>The multiplicative identity.</summary>
    public static Fq6 One => new(Fq2.One, default, default);

    /// <summary>The coefficient of 1.</summary>
    public readonly Fq2 C0 => Part0;

    /// <summary>The coefficient of v.</summary>
    public readonly Fq2 C1 => Part1;

    /// <summary>The coefficient of v².</summary>
    public readonly Fq2 C2 => Part2;

    /// <summary>Whether this is zero.</summary>
    public readonly bool IsZero => Part0.IsZero && Part1.IsZero && Part2.IsZero;

    /// <summary>The sum.</summary>
    public static Fq6 operator +(in Fq6 left, in Fq6 right)
    {
        Add(left, right, out Fq6 result);
        return result;
    }

    /// <summary>The difference.</summary>
    public static Fq6 operator -(in Fq6 left, in Fq6 right)
    {
        Subtract(left, right, out Fq6 result);
        return result;
    }

    /// <summary>The opposite.</summary>
    public static Fq6 operator -(in Fq6 value) => default(Fq6) - value;

    /// <summary>The product; six multiplications in <see cref="Fq2"/>.</summary>
    public static Fq6 operator *(in Fq6 left, in Fq6 right)
    {
        Multiply(left, right, out Fq6 result);
        return result;
    }

    /// <summary>Equality of values.</summary>
    public static bool operator ==(in Fq6 left, in Fq6 right) => left.Equals(right);

    /// <summary>Inequality of values.</summary>
    public static bool operator !=(in Fq6 left, in Fq6 right) => !left.Equals(right);

    /// <summary>The multiplicative inverse.</summary>
    /// <exception cref="DivideByZeroException">This is zero.</exception>
    public readonly Fq6 Inverse()
    {
        Fq2 t0 = Part0.Square() - (Part1 * Part2).TimesU();
        Fq2 t1 = Part2.Square().TimesU() - (Part0 * Part1);
        Fq2 t2 = Part1.Square() - (Part0 * Part2);
        Fq2 inverse = ((Part0 * t0) + ((Part2 * t1) + (Part1 * t2)).TimesU()).Inverse();
        return new Fq6(t0 * inverse, t1 * inverse, t2 * inverse);
    }

    /// <inheritdoc/>
    public readonly bool Equals(Fq6 other) => Part0.Equals(other.Part0) && Part1.Equals(other.Part1) && Part2.Equals(other.Part2);

    /// <inheritdoc/>
    public readonly override bool Equals(object? obj) => obj is Fq6 other && Equals(other);

    /// <inheritdoc/>
    public readonly override int GetHashCode() => HashCode.Combine(Part0, Part1, Part2);

    /// <summary>The three coefficients in decimal.</summary>
    public readonly override string ToString() => $"({Part0}) + ({Part1})·v + ({Part2})·v²";

    // As in Fq, results may be written over operands.
    internal static void Add(in Fq6 left, in Fq6 right, out Fq6 result)
    {
        Unsafe.SkipInit(out result);
        Fq2.Add(left.Part0, right.Part0, out result.Part0);
        Fq2.Add(left.Part1, right.Part1, out result.Part1);
        Fq2.Add(left.Part2, right.Part2, out result.Part2);
    }

    internal static void Subtract(in Fq6 left, in Fq6 right, out Fq6 result)
    {
        Unsafe.SkipInit(out result);
        Fq2.Subtract(left.Part0, right.Part0, out result.Part0);
        Fq2.Subtract(left.Part1, right.Part1, out result.Part1);
        Fq2.Subtract(left.Part2, right.Part2, out result.Part2);
    }

    [SkipLocalsInit]
    internal static void Multiply(in Fq6 left, in Fq6 right, out Fq6 result)
    {
        Unsafe.SkipInit(out result);
        Fq2.Multiply(left.Part0, right.Part0, out Fq2 p0);
        Fq2.Multiply(left.Part1, right.Part1, out Fq2 p1);
        Fq2.Multiply(left.Part2, right.Part2, out Fq2 p2);
        CrossProduct(left.Part1, left.Part2, right.Part1, right.Part2, p1, p2, out Fq2 p12);
        CrossProduct(left.Part0, left.Part1, right.Part0, right.Part1, p0, p1, out Fq2 p01);
        CrossProduct(left.Part0, left.Part2, right.Part0, right.Part2, p0, p2, out Fq2 p02);
        Fq2.TimesU(p12, out p12);
        Fq2.Add(p0, p12, out result.Part0);
        Fq2.TimesU(p2, out p2);
        Fq2.Add(p01, p2, out result.Part1);
        Fq2.Add(p02, p1, out result.Part2);
    }

    /// <summary>The product with v.</summary>
    internal static void TimesV(in Fq6 value, out Fq6 result)
    {
        Unsafe.SkipInit(out result);
        Fq2.TimesU(value.Part2, out Fq2 first);
        result.Part2 = value.Part1;
        result.Part1 = value.Part0;
        result.Part0 = first;
    }

    /// <summary>The product with b0 + b1·v; five multiplications in <see cref="Fq2"/>.</summary>
    [SkipLocalsInit]
    internal static void MultiplySparse(in Fq6 value, in Fq2 b0, in Fq2 b1, out Fq6 result)
    {
        Unsafe.SkipInit(out result);
        Fq2.Multiply(value.Part0, b0, out Fq2 p0);
        Fq2.Multiply(value.Part1, b1, out Fq2 p1);
        CrossProduct(value.Part0, value.Part1, b0, b1, p0, p1, out Fq2 cross);
        Fq2.Multiply(value.Part2, b1, out Fq2 wrapped);
        Fq2.Multiply(value.Part2, b0, out Fq2 top);
        result.Part1 = cross;
        Fq2.TimesU(wrapped, out wrapped);
        Fq2.Add(p0, wrapped, out result.Part0);
        Fq2.Add(p1, top, out result.Part2);
    }

    // a0·b1 + a1·b0 from the products p0 = a0·b0 and p1 = a1·b1.
    [SkipLocalsInit]
    private static void CrossProduct(in Fq2 a0, in Fq2 a1, in Fq2 b0, in Fq2 b1, in Fq2 p0, in Fq2 p1, out Fq2 result)
    {
        Fq2.Add(a0, a1, out Fq2 left);
        Fq2.Add(b0, b1, out Fq2 right);
        Fq2.Multiply(left, right, out left);
        Fq2.Subtract(left, p0, out left);
        Fq2.Subtract(left, p1, out result);
    }
}
