namespace LionMl.Algebra;

/// <summary>A point of <see cref="G2Affine"/>'s curve in a form in which sums need no inversion.</summary>
/// <remarks>The default value is infinity. Many representations are equal; equality compares points.</remarks>
public readonly struct G2Projective : IEquatable<G2Projective>
{
    private readonly Jacobian<Fq2> _point;

    internal G2Projective(in Jacobian<Fq2> point) => _point = point;

    /// <summary>The neutral element.</summary>
    public static G2Projective Infinity => default;

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsInfinity => _point.IsInfinity;

    /// <summary>The same point.</summary>
    public static G2Projective FromAffine(G2Affine point) =>
        point.IsInfinity ? default : new G2Projective(new Jacobian<Fq2>(point.X, point.Y, Fq2.One));

    /// <summary>Twice this.</summary>
    public G2Projective Double() => new(_point.Double());

    /// <summary>The sum.</summary>
    public static G2Projective operator +(G2Projective left, G2Projective right) => new(left._point.Add(right._point));

    /// <summary>The sum.</summary>
    public static G2Projective operator +(G2Projective left, G2Affine right) =>
        right.IsInfinity ? left : new G2Projective(left._point.AddAffine(right.X, right.Y));

    /// <summary>The opposite point.</summary>
    public static G2Projective operator -(G2Projective value) => new(value._point.Negate());

    /// <summary>The multiple by a scalar.</summary>
    public static G2Projective operator *(G2Projective point, Fr scalar)
    {
        Fr plain = scalar.ToPlainLimbs();
        return new G2Projective(ScalarMultiplication.MultiplyPlain(
            point._point,
            [plain.Limb0, plain.Limb1, plain.Limb2, plain.Limb3]));
    }

    /// <summary>Equality of points.</summary>
    public static bool operator ==(G2Projective left, G2Projective right) => left.Equals(right);

    /// <summary>Inequality of points.</summary>
    public static bool operator !=(G2Projective left, G2Projective right) => !left.Equals(right);

    /// <summary>The affine form; one inversion.</summary>
    public G2Affine ToAffine()
    {
        if (IsInfinity)
            return default;
        _point.ToAffine(out Fq2 x, out Fq2 y);
        return new G2Affine(x, y);
    }

    /// <inheritdoc/>
    public bool Equals(G2Projective other) => _point.Equals(other._point);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is G2Projective other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToAffine().GetHashCode();

    /// <summary>The affine coordinates in decimal.</summary>
    public override string ToString() => ToAffine().ToString();
}
