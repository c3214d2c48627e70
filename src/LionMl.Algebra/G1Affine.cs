namespace LionMl.Algebra;

/// <summary>A point of the curve y² = x³ + 1 over <see cref="Fq"/>, or infinity, in affine coordinates.</summary>
/// <remarks>
/// The default value is infinity. Constructing a point checks nothing; readers of foreign bytes do (<see cref="G1Encoding"/>).
/// </remarks>
public readonly partial struct G1Affine : IEquatable<G1Affine>
{
    /// <summary>A point from its coordinates, unchecked; (0, 0), which is not on the curve, stands for infinity.</summary>
    public G1Affine(Fq x, Fq y)
    {
        X = x;
        Y = y;
    }

    /// <summary>snarkVM's generator of the subgroup of order r, power 0 of Aleo's SRS.</summary>
    public static G1Affine Generator { get; } = new(
        Fq.FromText("89363714989903307245735717098563574705733591463163614225748337416674727625843187853442697973404985688481508350822"),
        Fq.FromText("3702177272937190650578065972808860481433820514072818216637796320125658674906330993856598323293086021583822603349"));

    /// <summary>The neutral element.</summary>
    public static G1Affine Infinity => default;

    /// <summary>The x coordinate; zero for infinity.</summary>
    public Fq X { get; }

    /// <summary>The y coordinate; zero for infinity.</summary>
    public Fq Y { get; }

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsInfinity => X.IsZero && Y.IsZero;

    /// <summary>Whether the coordinates satisfy the curve equation; true for infinity.</summary>
    public bool IsOnCurve => IsInfinity || Y.Square() == (X.Square() * X) + Fq.One;

    /// <summary>Whether a point of the curve has an order that divides r; true for infinity.</summary>
    /// <remarks>
    /// The endomorphism φ(x, y) = (c·x, y) acts on the subgroup as λ = x² - 1, a root of λ² + λ + 1, and x²·φ(P) = -P holds
    /// nowhere else (Scott, "A note on group membership tests for G1, G2 and GT on BLS pairing-friendly curves", 2021).
    /// Costs 126 doublings, about 60 µs.
    /// </remarks>
    public bool IsInSubgroup
    {
        get
        {
            if (IsInfinity)
                return true;
            Jacobian<Fq> multiple = new Jacobian<Fq>(X * Endomorphism, Y, Fq.One).MultiplyByParameter().MultiplyByParameter();
            return multiple.AddAffine(X, Y).IsInfinity;
        }
    }

    /// <summary>c, the cube root of one that belongs to λ = x² - 1.</summary>
    internal static Fq Endomorphism { get; } = Fq.FromText(
        "80949648264912719408558363140637477264845294720710499478137287262712535938301461879813459410945");

    /// <summary>The opposite point.</summary>
    public static G1Affine operator -(G1Affine value) => new(value.X, -value.Y);

    /// <summary>Equality of points.</summary>
    public static bool operator ==(G1Affine left, G1Affine right) => left.Equals(right);

    /// <summary>Inequality of points.</summary>
    public static bool operator !=(G1Affine left, G1Affine right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(G1Affine other) => X == other.X && Y == other.Y;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is G1Affine other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(X, Y);

    /// <summary>The coordinates in decimal.</summary>
    public override string ToString() => IsInfinity ? "infinity" : $"({X}, {Y})";
}
