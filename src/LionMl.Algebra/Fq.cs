using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>The base field of BLS12-377: coordinates of curve points, and the field of the transcript's Poseidon.</summary>
/// <remarks>
/// p has 377 bits and p - 1 = 2^46 · t. Held as six little-endian words in Montgomery form with radix 2^384, always canonical.
/// Not constant-time. Immutable from outside; inside, the forms with <c>out</c> write their result in place, which saves the copies
/// that otherwise cost as much as an addition.
/// </remarks>
public partial struct Fq : IField<Fq>, ICurveField<Fq>
{
    internal ulong Limb0;
    internal ulong Limb1;
    internal ulong Limb2;
    internal ulong Limb3;
    internal ulong Limb4;
    internal ulong Limb5;

    /// <summary>From Montgomery limbs, least significant first; the number must be below p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Fq(ulong limb0, ulong limb1, ulong limb2, ulong limb3, ulong limb4, ulong limb5)
    {
        Limb0 = limb0;
        Limb1 = limb1;
        Limb2 = limb2;
        Limb3 = limb3;
        Limb4 = limb4;
        Limb5 = limb5;
    }

    internal const ulong Modulus0 = 0x8508c00000000001;
    internal const ulong Modulus1 = 0x170b5d4430000000;
    internal const ulong Modulus2 = 0x1ef3622fba094800;
    internal const ulong Modulus3 = 0x1a22d9f300f5138f;
    internal const ulong Modulus4 = 0xc63b05c06ca1493b;
    internal const ulong Modulus5 = 0x01ae3a4617c510ea;

    // -p^-1 mod 2^64.
    internal const ulong MontgomeryFactor = 0x8508bfffffffffff;

    // R^2 mod p, R = 2^384.
    private static readonly Fq RadixSquared = new(
        0xb786686c9400cd22, 0x0329fcaab00431b1, 0x22a5f11162d6b46d,
        0xbfdf7d03827dc3ac, 0x837e92f041790bf9, 0x006dfccb1e914b88);

    // R^3 mod p.
    private static readonly Fq RadixCubed = new(
        0x581f532f8815de20, 0xe50f4148be329585, 0x2be8b1180449f513,
        0x6a2a9516c804a20e, 0x3f72540713590cb9, 0x01065ab4c0e7dda5);

    /// <inheritdoc/>
    public static BigInteger Modulus { get; } = BigInteger.Parse(
        "258664426012969094010652733694893533536393512754914660539884262666720468348340822774968888139573360124440321458177",
        CultureInfo.InvariantCulture);

    /// <summary>The length of the canonical little-endian form as a constant.</summary>
    internal const int LittleEndianBytes = 48;

    /// <inheritdoc/>
    public static int ByteCount => LittleEndianBytes;

    /// <inheritdoc cref="IField{TSelf}.Zero"/>
    public static Fq Zero => default;

    /// <inheritdoc cref="IField{TSelf}.One"/>
    /// <remarks>R mod p.</remarks>
    public static Fq One => new(
        0x02cdffffffffff68, 0x51409f837fffffb1, 0x9f7db3a98a7d3ff2,
        0x7b4e97b76e7c6305, 0x4cf495bf803c84e8, 0x008d6661e2fdf49a);

    /// <inheritdoc cref="IField{TSelf}.IsZero"/>
    public readonly bool IsZero => (Limb0 | Limb1 | Limb2 | Limb3 | Limb4 | Limb5) == 0;

    /// <summary>Whether this is one.</summary>
    public readonly bool IsOne => this == One;

    /// <inheritdoc/>
    public static Fq FromInt64(long value) =>
        value >= 0 ? FromUInt64((ulong)value) : -FromUInt64((ulong)-value);

    /// <summary>The element that equals <paramref name="value"/>.</summary>
    public static Fq FromUInt64(ulong value) => new Fq(value, 0, 0, 0, 0, 0) * RadixSquared;

    /// <inheritdoc/>
    /// <remarks>For constants and tests: allocates.</remarks>
    public static Fq FromBigInteger(BigInteger value)
    {
        BigInteger reduced = BigInteger.Remainder(value, Modulus);
        if (reduced.Sign < 0)
            reduced += Modulus;
        Span<byte> bytes = stackalloc byte[48];
        bytes.Clear();
        reduced.TryWriteBytes(bytes, out _, isUnsigned: true);
        _ = TryReadLittleEndian(bytes, out Fq result);
        return result;
    }

    /// <inheritdoc/>
    public readonly BigInteger ToBigInteger()
    {
        Span<byte> bytes = stackalloc byte[48];
        WriteLittleEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true);
    }

    /// <summary>Reads a decimal number in [0, p).</summary>
    /// <returns>False, and zero, if the text is not plain digits or the number is not below p.</returns>
    public static bool TryParse(string? text, out Fq value)
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
    public readonly override string ToString() => ToBigInteger().ToString(CultureInfo.InvariantCulture);

    /// <summary>This to the power of <paramref name="exponent"/>; anything to the power of 0 is one.</summary>
    public readonly Fq Pow(ulong exponent) => FieldMath.Pow(this, exponent);

    /// <summary>This to the power of a non-negative <paramref name="exponent"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is negative.</exception>
    public readonly Fq Pow(BigInteger exponent) => FieldMath.Pow(this, exponent);

    /// <inheritdoc cref="IField{TSelf}.op_Equality"/>
    public static bool operator ==(Fq left, Fq right) => left.Equals(right);

    /// <inheritdoc cref="IField{TSelf}.op_Inequality"/>
    public static bool operator !=(Fq left, Fq right) => !left.Equals(right);

    /// <inheritdoc/>
    public readonly bool Equals(Fq other) =>
        ((Limb0 ^ other.Limb0) | (Limb1 ^ other.Limb1) | (Limb2 ^ other.Limb2)
            | (Limb3 ^ other.Limb3) | (Limb4 ^ other.Limb4) | (Limb5 ^ other.Limb5)) == 0;

    /// <inheritdoc/>
    public readonly override bool Equals(object? obj) => obj is Fq other && Equals(other);

    /// <inheritdoc/>
    public readonly override int GetHashCode() => HashCode.Combine(Limb0, Limb1, Limb2, Limb3, Limb4, Limb5);
}
