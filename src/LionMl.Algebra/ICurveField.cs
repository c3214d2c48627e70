namespace LionMl.Algebra;

/// <summary>What curve formulas need of a coordinate field, prime or not.</summary>
/// <typeparam name="TSelf">The implementing field.</typeparam>
internal interface ICurveField<TSelf> : IEquatable<TSelf>
    where TSelf : unmanaged, ICurveField<TSelf>
{
    static abstract TSelf Zero { get; }

    static abstract TSelf One { get; }

    bool IsZero { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    TSelf Square();

    TSelf Double();

    TSelf Inverse();
}
