using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>The quadratic extension F_q[u] / (u² + 5): an element is C0 + C1·u.</summary>
public struct Fq2 : IEquatable<Fq2>, ICurveField<Fq2>
{
    internal Fq Part0;
    internal Fq Part1;

    /// <summary>C0 + C1·u.</summary>
    public Fq2(Fq c0, Fq c1)
    {
        Part0 = c0;
        Part1 = c1;
    }

    /// <summary>The additive identity.</summary>
    public static Fq2 Zero => default;

    /// <summary>The multiplicative identity.</summary>
    public static Fq2 One => new(Fq.One, Fq.Zero);

    /// <summary>The coefficient of 1.</summary>
    public readonly Fq C0 => Part0;

    /// <summary>The coefficient of u.</summary>
    public readonly Fq C1 => Part1;

    /// <summary>Whether this is zero.</summary>
    public readonly bool IsZero => Part0.IsZero && Part1.IsZero;

    /// <summary>The sum.</summary>
    public static Fq2 operator +(Fq2 left, Fq2 right)
    {
        Add(left, right, out Fq2 result);
        return result;
    }

    /// <summary>The difference.</summary>
    public static Fq2 operator -(Fq2 left, Fq2 right)
    {
        Subtract(left, right, out Fq2 result);
        return result;
    }

    /// <summary>The product.</summary>
    public static Fq2 operator *(Fq2 left, Fq2 right)
    {
        Multiply(left, right, out Fq2 result);
        return result;
    }

    /// <summary>The opposite.</summary>
    public static Fq2 operator -(Fq2 value) => default(Fq2) - value;

    /// <summary>Equality of values.</summary>
    public static bool operator ==(Fq2 left, Fq2 right) => left.Equals(right);

    /// <summary>Inequality of values.</summary>
    public static bool operator !=(Fq2 left, Fq2 right) => !left.Equals(right);

    /// <summary>This times itself.</summary>
    public readonly Fq2 Square()
    {
        Square(this, out Fq2 result);
        return result;
    }

    /// <summary>Twice this.</summary>
    public readonly Fq2 Double() => this + this;

    /// <summary>The image under the Frobenius map, which negates u.</summary>
    public readonly Fq2 Conjugate() => new(Part0, -Part1);

    /// <summary>The product with a base field element.</summary>
    public readonly Fq2 Scale(Fq factor) => new(Part0 * factor, Part1 * factor);

    /// <summary>The multiplicative inverse.</summary>
    /// <exception cref="DivideByZeroException">This is zero.</exception>
    public readonly Fq2 Inverse()
    {
        TimesFive(Part1.Square(), out Fq norm);
        Fq inverse = (Part0.Square() + norm).Inverse();
        return new Fq2(Part0 * inverse, -(Part1 * inverse));
    }

    /// <inheritdoc/>
    public readonly bool Equals(Fq2 other) => Part0.Equals(other.Part0) && Part1.Equals(other.Part1);

    /// <inheritdoc/>
    public readonly override bool Equals(object? obj) => obj is Fq2 other && Equals(other);

    /// <inheritdoc/>
    public readonly override int GetHashCode() => HashCode.Combine(Part0, Part1);

    /// <summary>Both coefficients in decimal.</summary>
    public readonly override string ToString() => $"{Part0} + {Part1}·u";

    // As in Fq, results may be written over operands.
    internal static void Add(in Fq2 left, in Fq2 right, out Fq2 result)
    {
        Unsafe.SkipInit(out result);
        Fq.Add(left.Part0, right.Part0, out result.Part0);
        Fq.Add(left.Part1, right.Part1, out result.Part1);
    }

    internal static void Subtract(in Fq2 left, in Fq2 right, out Fq2 result)
    {
        Unsafe.SkipInit(out result);
        Fq.Subtract(left.Part0, right.Part0, out result.Part0);
        Fq.Subtract(left.Part1, right.Part1, out result.Part1);
    }

    [SkipLocalsInit]
    internal static void Multiply(in Fq2 left, in Fq2 right, out Fq2 result)
    {
        Unsafe.SkipInit(out result);
        // Four products with two reductions: as much as Karatsuba's three with three, and no sums before or after.
        Fq.MinusFiveUnreduced(left.Part1, out Fq minusFive);
        Fq.SumOfProducts(left.Part0, right.Part0, minusFive, right.Part1, out Fq low);
        Fq.SumOfProducts(left.Part0, right.Part1, left.Part1, right.Part0, out result.Part1);
        result.Part0 = low;
    }

    [SkipLocalsInit]
    internal static void Square(in Fq2 value, out Fq2 result)
    {
        Unsafe.SkipInit(out result);
        Fq.MinusFiveUnreduced(value.Part1, out Fq minusFive);
        Fq.SumOfProducts(value.Part0, value.Part0, minusFive, value.Part1, out Fq low);
        Fq.Multiply(value.Part0, value.Part1, out Fq product);
        Fq.Add(product, product, out result.Part1);
        result.Part0 = low;
    }

    internal static void Scale(in Fq2 value, in Fq factor, out Fq2 result)
    {
        Unsafe.SkipInit(out result);
        Fq.Multiply(value.Part0, factor, out result.Part0);
        Fq.Multiply(value.Part1, factor, out result.Part1);
    }

    /// <summary>The product with u, which is what Fq6 reduces by.</summary>
    internal static void TimesU(in Fq2 value, out Fq2 result)
    {
        Unsafe.SkipInit(out result);
        TimesFive(value.Part1, out Fq five);
        result.Part1 = value.Part0;
        Fq.Subtract(default, five, out result.Part0);
    }

    /// <summary>The product with u.</summary>
    internal readonly Fq2 TimesU()
    {
        TimesU(this, out Fq2 result);
        return result;
    }

    static void ICurveField<Fq2>.Add(in Fq2 left, in Fq2 right, out Fq2 result) => Add(left, right, out result);

    static void ICurveField<Fq2>.Subtract(in Fq2 left, in Fq2 right, out Fq2 result) => Subtract(left, right, out result);

    static void ICurveField<Fq2>.Multiply(in Fq2 left, in Fq2 right, out Fq2 result) => Multiply(left, right, out result);

    static void ICurveField<Fq2>.Square(in Fq2 value, out Fq2 result) => Square(value, out result);

    private static void TimesFive(in Fq value, out Fq result)
    {
        Fq.Add(value, value, out Fq four);
        Fq.Add(four, four, out four);
        Fq.Add(four, value, out result);
    }
}
