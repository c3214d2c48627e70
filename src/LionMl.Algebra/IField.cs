using System.Numerics;

namespace LionMl.Algebra;

/// <summary>A prime field element: a small immutable value with only the operators that truly hold.</summary>
/// <remarks>Equality is mathematical. Every operation returns a canonical element, so equal values have equal bytes.</remarks>
/// <typeparam name="TSelf">The implementing field.</typeparam>
public interface IField<TSelf> : IEquatable<TSelf>
    where TSelf : unmanaged, IField<TSelf>
{
    /// <summary>The prime p.</summary>
    static abstract BigInteger Modulus { get; }

    /// <summary>Bytes of the canonical little-endian form.</summary>
    static abstract int ByteCount { get; }

    /// <summary>The additive identity.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>The multiplicative identity.</summary>
    static abstract TSelf One { get; }

    /// <summary>Whether this is zero.</summary>
    bool IsZero { get; }

    /// <summary>The sum.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>The difference.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>The product.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>The additive inverse.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>Equality of values.</summary>
    static abstract bool operator ==(TSelf left, TSelf right);

    /// <summary>Inequality of values.</summary>
    static abstract bool operator !=(TSelf left, TSelf right);

    /// <summary>The element that is congruent to <paramref name="value"/>; negative numbers are allowed.</summary>
    static abstract TSelf FromInt64(long value);

    /// <summary>The element that is congruent to <paramref name="value"/>; negative numbers are allowed.</summary>
    static abstract TSelf FromBigInteger(BigInteger value);

    /// <summary>Reads the canonical little-endian form.</summary>
    /// <returns>False, and zero, if the length is not <see cref="ByteCount"/> or the number is not below <see cref="Modulus"/>.</returns>
    static abstract bool TryReadLittleEndian(ReadOnlySpan<byte> source, out TSelf value);

    /// <summary>Writes the canonical little-endian form into the first <see cref="ByteCount"/> bytes.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    void WriteLittleEndian(Span<byte> destination);

    /// <summary>The canonical representative in [0, p).</summary>
    BigInteger ToBigInteger();

    /// <summary>This times itself.</summary>
    TSelf Square();

    /// <summary>The multiplicative inverse.</summary>
    /// <exception cref="DivideByZeroException">This is zero.</exception>
    TSelf Inverse();
}
