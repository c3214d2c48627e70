using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>
/// A point (X/Z², Y/Z³) of a curve y² = x³ + b; Z = 0 is infinity. The formulas (Explicit-Formulas Database, "dbl-2009-l",
/// "add-2007-bl", "madd-2007-bl") do not contain b, so the same text serves both groups.
/// </summary>
internal struct Jacobian<F>(F x, F y, F z) : IEquatable<Jacobian<F>>
    where F : unmanaged, ICurveField<F>
{
    public F X = x;
    public F Y = y;
    public F Z = z;

    public readonly bool IsInfinity => Z.IsZero;

    public readonly Jacobian<F> Negate() => new(X, -Y, Z);

    public readonly Jacobian<F> Double()
    {
        Double(this, out Jacobian<F> result);
        return result;
    }

    public readonly Jacobian<F> Add(in Jacobian<F> other)
    {
        Add(this, other, out Jacobian<F> result);
        return result;
    }

    /// <summary>The sum with a point that is not infinity.</summary>
    public readonly Jacobian<F> AddAffine(in F x, in F y)
    {
        AddAffine(this, x, y, out Jacobian<F> result);
        return result;
    }

    // Results may be written over operands.
    [SkipLocalsInit]
    public static void Double(in Jacobian<F> point, out Jacobian<F> result)
    {
        Unsafe.SkipInit(out result);
        F.Square(point.X, out F xx);
        F.Square(point.Y, out F yy);
        F.Square(yy, out F yyyy);
        // s = 2((x + yy)² - xx - yyyy) = 4·x·yy.
        F.Add(point.X, yy, out F s);
        F.Square(s, out s);
        F.Subtract(s, xx, out s);
        F.Subtract(s, yyyy, out s);
        F.Add(s, s, out s);
        // m = 3·xx.
        F.Add(xx, xx, out F m);
        F.Add(m, xx, out m);
        F.Multiply(point.Y, point.Z, out F z);
        F.Add(z, z, out result.Z);
        F.Square(m, out F x);
        F.Subtract(x, s, out x);
        F.Subtract(x, s, out result.X);
        F.Subtract(s, result.X, out s);
        F.Multiply(m, s, out m);
        F.Add(yyyy, yyyy, out yyyy);
        F.Add(yyyy, yyyy, out yyyy);
        F.Add(yyyy, yyyy, out yyyy);
        F.Subtract(m, yyyy, out result.Y);
    }

    [SkipLocalsInit]
    public static void Add(in Jacobian<F> left, in Jacobian<F> right, out Jacobian<F> result)
    {
        if (left.IsInfinity || right.IsInfinity)
        {
            result = left.IsInfinity ? right : left;
            return;
        }

        F.Square(left.Z, out F z1z1);
        F.Square(right.Z, out F z2z2);
        F.Multiply(left.X, z2z2, out F u1);
        F.Multiply(right.X, z1z1, out F h);
        F.Subtract(h, u1, out h);
        F.Multiply(left.Y, right.Z, out F s1);
        F.Multiply(s1, z2z2, out s1);
        F.Multiply(right.Y, left.Z, out F r);
        F.Multiply(r, z1z1, out r);
        F.Subtract(r, s1, out r);
        if (h.IsZero)
        {
            AddSameX(left, r.IsZero, out result);
            return;
        }

        F.Multiply(left.Z, right.Z, out F z);
        Finish(u1, s1, z, h, r, out result);
    }

    /// <summary>The sum with a point that is not infinity.</summary>
    [SkipLocalsInit]
    public static void AddAffine(in Jacobian<F> left, in F x, in F y, out Jacobian<F> result)
    {
        if (left.IsInfinity)
        {
            result = new Jacobian<F>(x, y, F.One);
            return;
        }

        F.Square(left.Z, out F z1z1);
        F.Multiply(x, z1z1, out F h);
        F.Subtract(h, left.X, out h);
        F.Multiply(y, left.Z, out F r);
        F.Multiply(r, z1z1, out r);
        F.Subtract(r, left.Y, out r);
        if (h.IsZero)
            AddSameX(left, r.IsZero, out result);
        else
            Finish(left.X, left.Y, left.Z, h, r, out result);
    }

    /// <summary>The multiple by the curve parameter x = 0x8508c00000000001, which has only seven bits set.</summary>
    public readonly Jacobian<F> MultiplyByParameter()
    {
        Jacobian<F> result = this;
        for (int bit = 62; bit >= 0; bit--)
        {
            Double(result, out result);
            if (((CurveParameter.X >> bit) & 1) != 0)
                Add(result, this, out result);
        }

        return result;
    }

    /// <summary>Affine coordinates; the point must not be infinity.</summary>
    public readonly void ToAffine(out F x, out F y)
    {
        F inverse = Z.Inverse();
        F.Square(inverse, out F square);
        F.Multiply(X, square, out x);
        F.Multiply(square, inverse, out square);
        F.Multiply(Y, square, out y);
    }

    /// <summary>Equality as points.</summary>
    public readonly bool Equals(Jacobian<F> other)
    {
        if (IsInfinity || other.IsInfinity)
            return IsInfinity && other.IsInfinity;
        F.Square(Z, out F z1z1);
        F.Square(other.Z, out F z2z2);
        F.Multiply(X, z2z2, out F left);
        F.Multiply(other.X, z1z1, out F right);
        if (!left.Equals(right))
            return false;
        F.Multiply(z2z2, other.Z, out z2z2);
        F.Multiply(z1z1, Z, out z1z1);
        F.Multiply(Y, z2z2, out left);
        F.Multiply(other.Y, z1z1, out right);
        return left.Equals(right);
    }

    public readonly override bool Equals(object? obj) => obj is Jacobian<F> other && Equals(other);

    // Equal points have many representations, so only the one thing that they share can enter.
    public readonly override int GetHashCode() => IsInfinity ? 0 : 1;

    // With h the difference of the x and r that of the y, over the common denominator z: the third point.
    [SkipLocalsInit]
    private static void Finish(in F u1, in F s1, in F z, in F h, in F r, out Jacobian<F> result)
    {
        F.Square(h, out F hh);
        F.Multiply(u1, hh, out F v);
        F.Multiply(h, hh, out hh);
        F.Multiply(s1, hh, out F y);
        F.Multiply(z, h, out result.Z);
        F.Square(r, out F x);
        F.Subtract(x, hh, out x);
        F.Subtract(x, v, out x);
        F.Subtract(x, v, out result.X);
        F.Subtract(v, result.X, out v);
        F.Multiply(r, v, out v);
        F.Subtract(v, y, out result.Y);
    }

    private static void AddSameX(in Jacobian<F> left, bool isSame, out Jacobian<F> result)
    {
        if (isSame)
            Double(left, out result);
        else
            result = default;
    }
}
