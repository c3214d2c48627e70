namespace LionMl.Algebra;

/// <summary>A point of the twist y² = x³ + 1/u over <see cref="Fq2"/>, or infinity, in affine coordinates.</summary>
/// <remarks>
/// The default value is infinity. Constructing a point checks nothing; readers of foreign bytes do (<see cref="G2Encoding"/>).
/// </remarks>
public readonly struct G2Affine : IEquatable<G2Affine>
{
    // 1/u = u / u² = -u/5.
    private static readonly Fq2 CurveConstant = new Fq2(Fq.Zero, Fq.One).Inverse();

    /// <summary>A point from its coordinates, unchecked; (0, 0), which is not on the curve, stands for infinity.</summary>
    public G2Affine(Fq2 x, Fq2 y)
    {
        X = x;
        Y = y;
    }

    /// <summary>snarkVM's generator of the subgroup of order r.</summary>
    public static G2Affine Generator { get; } = new(
        new Fq2(
            Fq.FromText("170590608266080109581922461902299092015242589883741236963"
                + "254737235977648828052995125541529645051927918098146183295"),
            Fq.FromText("834070037181285947090871713511534710744463277218726426592"
                + "02721143408712182996929763094113874399921859453255070254")),
        new Fq2(
            Fq.FromText("184383384284262086770883599377065083864064246970086140386"
                + "9757682057607397502738488921663703124647238454792872005"),
            Fq.FromText("331455320136109816973379307297888700779120932586114211587"
                + "32879580766461459275194744385880708057348608045241477209")));

    /// <summary>The neutral element.</summary>
    public static G2Affine Infinity => default;

    /// <summary>The x coordinate; zero for infinity.</summary>
    public Fq2 X { get; }

    /// <summary>The y coordinate; zero for infinity.</summary>
    public Fq2 Y { get; }

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsInfinity => X.IsZero && Y.IsZero;

    /// <summary>Whether the coordinates satisfy the curve equation; true for infinity.</summary>
    public bool IsOnCurve => IsInfinity || Y.Square() == (X.Square() * X) + CurveConstant;

    /// <summary>Whether a point of the curve has an order that divides r; true for infinity.</summary>
    /// <remarks>
    /// ψ, the Frobenius map carried over to the twist, acts on the subgroup as q = x mod r, and ψ(P) = x·P holds nowhere else
    /// (Scott, "A note on group membership tests for G1, G2 and GT on BLS pairing-friendly curves", 2021).
    /// </remarks>
    public bool IsInSubgroup
    {
        get
        {
            if (IsInfinity)
                return true;
            (Fq factorX, Fq factorY) = Fq12.TwistFrobenius;
            Jacobian<Fq2> multiple = new Jacobian<Fq2>(X, Y, Fq2.One).MultiplyByParameter();
            // x·P - ψ(P) = O.
            return multiple.AddAffine(X.Conjugate().Scale(factorX), -Y.Conjugate().Scale(factorY)).IsInfinity;
        }
    }

    /// <summary>The opposite point.</summary>
    public static G2Affine operator -(G2Affine value) => new(value.X, -value.Y);

    /// <summary>Equality of points.</summary>
    public static bool operator ==(G2Affine left, G2Affine right) => left.Equals(right);

    /// <summary>Inequality of points.</summary>
    public static bool operator !=(G2Affine left, G2Affine right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(G2Affine other) => X == other.X && Y == other.Y;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is G2Affine other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(X, Y);

    /// <summary>The coordinates in decimal.</summary>
    public override string ToString() => IsInfinity ? "infinity" : $"({X}, {Y})";
}
