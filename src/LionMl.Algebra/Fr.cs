using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>The scalar field of BLS12-377: values of circuits, coefficients of polynomials, multipliers of curve points.</summary>
/// <remarks>
/// p has 253 bits and p - 1 = 2^47 · t. Held as four little-endian words in Montgomery form, always canonical. The radix is 2^260,
/// as in the vector kernels, so that moving between the two is repacking only. Not constant-time.
/// </remarks>
public readonly partial struct Fr : IField<Fr>
{
    internal readonly ulong Limb0;
    internal readonly ulong Limb1;
    internal readonly ulong Limb2;
    internal readonly ulong Limb3;

    /// <summary>From Montgomery limbs, least significant first; the number must be below p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Fr(ulong limb0, ulong limb1, ulong limb2, ulong limb3)
    {
        Limb0 = limb0;
        Limb1 = limb1;
        Limb2 = limb2;
        Limb3 = limb3;
    }

    internal const ulong Modulus0 = 0x0a11800000000001;
    internal const ulong Modulus1 = 0x59aa76fed0000001;
    internal const ulong Modulus2 = 0x60b44d1e5c37b001;
    internal const ulong Modulus3 = 0x12ab655e9a2ca556;

    // -p^-1 mod 2^64.
    internal const ulong MontgomeryFactor = 0xa117fffffffffff;

    // R^2 mod p, R = 2^260.
    private static readonly Fr RadixSquared = new(
        0x3e713ab861857af1, 0xeb2abc9a30591f16, 0x21700b1e754243b7, 0x07cff764e92b8998);

    // R^3 mod p.
    private static readonly Fr RadixCubed = new(
        0x5d5510f65454badb, 0x8849cdfe6169914b, 0xd65eb1ec32f4bf32, 0x1239d5ad212f15be);

    /// <inheritdoc/>
    public static BigInteger Modulus { get; } = BigInteger.Parse(
        "8444461749428370424248824938781546531375899335154063827935233455917409239041",
        CultureInfo.InvariantCulture);

    /// <summary>The length of the canonical little-endian form as a constant.</summary>
    internal const int LittleEndianBytes = 32;

    /// <inheritdoc/>
    public static int ByteCount => LittleEndianBytes;

    /// <inheritdoc cref="IField{TSelf}.Zero"/>
    public static Fr Zero => default;

    /// <inheritdoc cref="IField{TSelf}.One"/>
    /// <remarks>R mod p.</remarks>
    public static Fr One => new(
        0x63077fffffffff25, 0x4b2c34040fffff1c, 0x45c207071c5c6ed8, 0x076048121bce8f1b);

    /// <summary>The base-two logarithm of the largest power of two that divides p - 1.</summary>
    public const int TwoAdicity = 47;

    /// <summary>22, which generates the multiplicative group.</summary>
    public static Fr Generator { get; } = FromUInt64(22);

    // 22^((p - 1) / 2^47), of order 2^47.
    private static readonly Fr TwoAdicRoot = new(0x752a24dda3ad6473, 0x547ba2cf3381dabd, 0x52787be080be6244, 0x06529fe5eab6a77d);

    /// <summary>The generator of the subgroup of order 2^<paramref name="logSize"/> that snarkVM uses.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="logSize"/> is not in 0…47.</exception>
    public static Fr RootOfUnity(int logSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(logSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logSize, TwoAdicity);
        Fr root = TwoAdicRoot;
        for (int i = logSize; i < TwoAdicity; i++)
            root = root.Square();
        return root;
    }

    /// <inheritdoc cref="IField{TSelf}.IsZero"/>
    public bool IsZero => (Limb0 | Limb1 | Limb2 | Limb3) == 0;

    /// <summary>Whether this is one.</summary>
    public bool IsOne => this == One;

    /// <inheritdoc/>
    public static Fr FromInt64(long value) =>
        value >= 0 ? FromUInt64((ulong)value) : -FromUInt64((ulong)-value);

    /// <summary>The element that equals <paramref name="value"/>.</summary>
    public static Fr FromUInt64(ulong value) => new Fr(value, 0, 0, 0) * RadixSquared;

    /// <inheritdoc/>
    /// <remarks>For constants and tests: allocates.</remarks>
    public static Fr FromBigInteger(BigInteger value)
    {
        BigInteger reduced = BigInteger.Remainder(value, Modulus);
        if (reduced.Sign < 0)
            reduced += Modulus;
        Span<byte> bytes = stackalloc byte[32];
        bytes.Clear();
        reduced.TryWriteBytes(bytes, out _, isUnsigned: true);
        _ = TryReadLittleEndian(bytes, out Fr result);
        return result;
    }

    /// <inheritdoc/>
    public BigInteger ToBigInteger()
    {
        Span<byte> bytes = stackalloc byte[32];
        WriteLittleEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true);
    }

    /// <summary>Reads a decimal number in [0, p).</summary>
    /// <returns>False, and zero, if the text is not plain digits or the number is not below p.</returns>
    public static bool TryParse(string? text, out Fr value)
    {
        value = default;
        // The length limit keeps hostile text from costing quadratic time.
        if (text is null || text.Length > 160
            || !BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger number)
            || number >= Modulus)
        {
            return false;
        }

        value = FromBigInteger(number);
        return true;
    }

    /// <summary>The canonical number in decimal.</summary>
    public override string ToString() => ToBigInteger().ToString(CultureInfo.InvariantCulture);

    /// <summary>This to the power of <paramref name="exponent"/>; anything to the power of 0 is one.</summary>
    public Fr Pow(ulong exponent) => FieldMath.Pow(this, exponent);

    /// <summary>This to the power of a non-negative <paramref name="exponent"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is negative.</exception>
    public Fr Pow(BigInteger exponent) => FieldMath.Pow(this, exponent);

    /// <inheritdoc cref="IField{TSelf}.op_Equality"/>
    public static bool operator ==(Fr left, Fr right) => left.Equals(right);

    /// <inheritdoc cref="IField{TSelf}.op_Inequality"/>
    public static bool operator !=(Fr left, Fr right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Fr other) =>
        ((Limb0 ^ other.Limb0) | (Limb1 ^ other.Limb1) | (Limb2 ^ other.Limb2)
            | (Limb3 ^ other.Limb3)) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fr other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Limb0, Limb1, Limb2, Limb3);
}
