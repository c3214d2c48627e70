namespace LionMl.Algebra;

/// <summary>What curve formulas need of a coordinate field, prime or not. Results may be written over operands.</summary>
/// <typeparam name="TSelf">The implementing field.</typeparam>
internal interface ICurveField<TSelf> : IEquatable<TSelf>
    where TSelf : unmanaged, ICurveField<TSelf>
{
    static abstract TSelf One { get; }

    bool IsZero { get; }

    static abstract TSelf operator -(TSelf value);

    TSelf Inverse();

    static abstract void Add(in TSelf left, in TSelf right, out TSelf result);

    static abstract void Subtract(in TSelf left, in TSelf right, out TSelf result);

    static abstract void Multiply(in TSelf left, in TSelf right, out TSelf result);

    static abstract void Square(in TSelf value, out TSelf result);
}
