namespace LionMl.Algebra;

/// <summary>
/// A point (X/Z², Y/Z³) of a curve y² = x³ + b; Z = 0 is infinity. The formulas (Explicit-Formulas Database, "dbl-2009-l",
/// "add-2007-bl", "madd-2007-bl") do not contain b, so the same text serves both groups.
/// </summary>
internal readonly struct Jacobian<F>(F x, F y, F z) : IEquatable<Jacobian<F>>
    where F : unmanaged, ICurveField<F>
{
    public readonly F X = x;
    public readonly F Y = y;
    public readonly F Z = z;

    public bool IsInfinity => Z.IsZero;

    public Jacobian<F> Negate() => new(X, -Y, Z);

    public Jacobian<F> Double()
    {
        F xx = X.Square();
        F yy = Y.Square();
        F yyyy = yy.Square();
        F s = ((X + yy).Square() - xx - yyyy).Double();
        F m = xx.Double() + xx;
        F x3 = m.Square() - s.Double();
        F y3 = (m * (s - x3)) - yyyy.Double().Double().Double();
        return new Jacobian<F>(x3, y3, (Y * Z).Double());
    }

    public Jacobian<F> Add(in Jacobian<F> other)
    {
        if (IsInfinity)
            return other;
        if (other.IsInfinity)
            return this;
        F z1z1 = Z.Square();
        F z2z2 = other.Z.Square();
        F u1 = X * z2z2;
        F u2 = other.X * z1z1;
        F s1 = Y * other.Z * z2z2;
        F s2 = other.Y * Z * z1z1;
        F h = u2 - u1;
        F r = (s2 - s1).Double();
        if (h.IsZero)
            return r.IsZero ? Double() : default;
        F i = h.Double().Square();
        F j = h * i;
        F v = u1 * i;
        F x3 = r.Square() - j - v.Double();
        F y3 = (r * (v - x3)) - (s1 * j).Double();
        return new Jacobian<F>(x3, y3, (Z * other.Z * h).Double());
    }

    /// <summary>The sum with a point that is not infinity.</summary>
    public Jacobian<F> AddAffine(in F x, in F y)
    {
        if (IsInfinity)
            return new Jacobian<F>(x, y, F.One);
        F z1z1 = Z.Square();
        F u2 = x * z1z1;
        F s2 = y * Z * z1z1;
        F h = u2 - X;
        F r = (s2 - Y).Double();
        if (h.IsZero)
            return r.IsZero ? Double() : default;
        F hh = h.Square();
        F i = hh.Double().Double();
        F j = h * i;
        F v = X * i;
        F x3 = r.Square() - j - v.Double();
        F y3 = (r * (v - x3)) - (Y * j).Double();
        return new Jacobian<F>(x3, y3, (Z * h).Double());
    }

    /// <summary>The multiple by the curve parameter x = 0x8508c00000000001, which has only seven bits set.</summary>
    public Jacobian<F> MultiplyByParameter()
    {
        Jacobian<F> result = this;
        for (int bit = 62; bit >= 0; bit--)
        {
            result = result.Double();
            if (((CurveParameter.X >> bit) & 1) != 0)
                result = result.Add(this);
        }

        return result;
    }

    /// <summary>Affine coordinates; the point must not be infinity.</summary>
    public void ToAffine(out F x, out F y)
    {
        F inverse = Z.Inverse();
        F square = inverse.Square();
        x = X * square;
        y = Y * square * inverse;
    }

    /// <summary>Equality as points.</summary>
    public bool Equals(Jacobian<F> other)
    {
        if (IsInfinity || other.IsInfinity)
            return IsInfinity && other.IsInfinity;
        F z1z1 = Z.Square();
        F z2z2 = other.Z.Square();
        return (X * z2z2).Equals(other.X * z1z1) && (Y * other.Z * z2z2).Equals(other.Y * Z * z1z1);
    }

    public override bool Equals(object? obj) => obj is Jacobian<F> other && Equals(other);

    // Equal points have many representations, so only the one thing that they share can enter.
    public override int GetHashCode() => IsInfinity ? 0 : 1;
}
