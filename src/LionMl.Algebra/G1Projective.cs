namespace LionMl.Algebra;

/// <summary>A point of <see cref="G1Affine"/>'s curve in a form in which sums need no inversion.</summary>
/// <remarks>The default value is infinity. Many representations are equal; equality compares points.</remarks>
public readonly struct G1Projective : IEquatable<G1Projective>
{
    private readonly Jacobian<Fq> _point;

    internal G1Projective(in Jacobian<Fq> point) => _point = point;

    /// <summary>The neutral element.</summary>
    public static G1Projective Infinity => default;

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsInfinity => _point.IsInfinity;

    internal Jacobian<Fq> Point => _point;

    /// <summary>The same point.</summary>
    public static G1Projective FromAffine(G1Affine point) =>
        point.IsInfinity ? default : new G1Projective(new Jacobian<Fq>(point.X, point.Y, Fq.One));

    /// <summary>Twice this.</summary>
    public G1Projective Double() => new(_point.Double());

    /// <summary>The sum.</summary>
    public static G1Projective operator +(G1Projective left, G1Projective right) => new(left._point.Add(right._point));

    /// <summary>The sum.</summary>
    public static G1Projective operator +(G1Projective left, G1Affine right) =>
        right.IsInfinity ? left : new G1Projective(left._point.AddAffine(right.X, right.Y));

    /// <summary>The opposite point.</summary>
    public static G1Projective operator -(G1Projective value) => new(value._point.Negate());

    /// <summary>The multiple by a scalar; the point must be in the subgroup of order r.</summary>
    /// <remarks>Splits the scalar at λ = x² - 1, so that 127 doublings do.</remarks>
    public static G1Projective operator *(G1Projective point, Fr scalar) => new(ScalarMultiplication.Multiply(point._point, scalar));

    /// <summary>Equality of points.</summary>
    public static bool operator ==(G1Projective left, G1Projective right) => left.Equals(right);

    /// <summary>Inequality of points.</summary>
    public static bool operator !=(G1Projective left, G1Projective right) => !left.Equals(right);

    /// <summary>The affine form; one inversion.</summary>
    public G1Affine ToAffine()
    {
        if (IsInfinity)
            return default;
        _point.ToAffine(out Fq x, out Fq y);
        return new G1Affine(x, y);
    }

    /// <summary>The affine forms, with one inversion for all.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than the source.</exception>
    public static void ToAffine(ReadOnlySpan<G1Projective> source, Span<G1Affine> destination)
    {
        if (destination.Length < source.Length)
            throw new ArgumentException($"{source.Length} points do not fit {destination.Length} places.", nameof(destination));
        var inverses = new Fq[source.Length];
        for (int i = 0; i < source.Length; i++)
            inverses[i] = source[i]._point.Z;
        FieldMath.InvertBatch<Fq>(inverses);
        for (int i = 0; i < source.Length; i++)
        {
            Fq square = inverses[i].Square();
            // Infinity has a zero here, and zero coordinates are its affine form.
            destination[i] = new G1Affine(source[i]._point.X * square, source[i]._point.Y * square * inverses[i]);
        }
    }

    /// <inheritdoc/>
    public bool Equals(G1Projective other) => _point.Equals(other._point);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is G1Projective other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToAffine().GetHashCode();

    /// <summary>The affine coordinates in decimal.</summary>
    public override string ToString() => ToAffine().ToString();
}
