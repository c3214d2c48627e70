using System.Globalization;
using System.Numerics;
using LionMl.Algebra;

namespace LionMl.TestSupport;

/// <summary>A field so small that everything in it can be enumerated.</summary>
/// <typeparam name="TModulus">The prime.</typeparam>
public readonly record struct SmallPrimeField<TModulus> : IField<SmallPrimeField<TModulus>>
    where TModulus : IPrimeModulus
{
    private SmallPrimeField(int number) => Number = number;

    /// <summary>The representative in [0, p).</summary>
    public int Number { get; }

    /// <inheritdoc/>
    public static BigInteger Modulus => TModulus.Value;

    /// <inheritdoc/>
    public static int ByteCount => 2;

    /// <inheritdoc/>
    public static SmallPrimeField<TModulus> Zero => default;

    /// <inheritdoc/>
    public static SmallPrimeField<TModulus> One => new(1);

    /// <inheritdoc/>
    public bool IsZero => Number == 0;

    /// <inheritdoc/>
    public static SmallPrimeField<TModulus> operator +(SmallPrimeField<TModulus> left, SmallPrimeField<TModulus> right) =>
        new((left.Number + right.Number) % TModulus.Value);

    /// <inheritdoc/>
    public static SmallPrimeField<TModulus> operator -(SmallPrimeField<TModulus> left, SmallPrimeField<TModulus> right) =>
        new((left.Number + TModulus.Value - right.Number) % TModulus.Value);

    /// <inheritdoc/>
    public static SmallPrimeField<TModulus> operator *(SmallPrimeField<TModulus> left, SmallPrimeField<TModulus> right) =>
        new(left.Number * right.Number % TModulus.Value);

    /// <inheritdoc/>
    public static SmallPrimeField<TModulus> operator -(SmallPrimeField<TModulus> value) => default(SmallPrimeField<TModulus>) - value;

    /// <inheritdoc/>
    public static SmallPrimeField<TModulus> FromInt64(long value)
    {
        int rest = (int)(value % TModulus.Value);
        return new SmallPrimeField<TModulus>(rest < 0 ? rest + TModulus.Value : rest);
    }

    /// <inheritdoc/>
    public static SmallPrimeField<TModulus> FromBigInteger(BigInteger value) => FromInt64((long)(value % TModulus.Value));

    /// <inheritdoc/>
    public static bool TryReadLittleEndian(ReadOnlySpan<byte> source, out SmallPrimeField<TModulus> value)
    {
        value = default;
        if (source.Length != 2)
            return false;
        int number = source[0] | (source[1] << 8);
        if (number >= TModulus.Value)
            return false;
        value = new SmallPrimeField<TModulus>(number);
        return true;
    }

    /// <inheritdoc/>
    public void WriteLittleEndian(Span<byte> destination)
    {
        destination[0] = (byte)Number;
        destination[1] = (byte)(Number >> 8);
    }

    /// <inheritdoc/>
    public BigInteger ToBigInteger() => Number;

    /// <inheritdoc/>
    public SmallPrimeField<TModulus> Square() => this * this;

    /// <inheritdoc/>
    public SmallPrimeField<TModulus> Inverse() =>
        IsZero ? throw new DivideByZeroException("Zero has no inverse.") : FieldMath.Pow(this, (ulong)(TModulus.Value - 2));

    /// <summary>The representative in decimal.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
