namespace LionMl.Onnx;

/// <summary>What can be said of an <see cref="ElementType"/>.</summary>
public static class ElementTypeExtensions
{
    /// <summary>Whether elements are real numbers, held as <see cref="float"/> in <see cref="Tensor.Floats"/>.</summary>
    public static bool IsFloating(this ElementType type) =>
        type is ElementType.Float or ElementType.Double or ElementType.Float16 or ElementType.BFloat16;

    /// <summary>Whether elements are integers, held as <see cref="long"/> in <see cref="Tensor.Integers"/>.</summary>
    public static bool IsInteger(this ElementType type) => type is ElementType.Int8 or ElementType.Int16 or ElementType.Int32
        or ElementType.Int64 or ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64;

    /// <summary>Whether a <see cref="Tensor"/> can hold elements of this type at all.</summary>
    public static bool IsSupported(this ElementType type) => type.IsFloating() || type.IsInteger() || type == ElementType.Bool;

    /// <summary>The bytes of one element in a file's raw data; 0 for types that are not supported.</summary>
    public static int ElementBytes(this ElementType type) => type switch
    {
        ElementType.UInt8 or ElementType.Int8 or ElementType.Bool => 1,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 2,
        ElementType.Float or ElementType.Int32 or ElementType.UInt32 => 4,
        ElementType.Double or ElementType.Int64 or ElementType.UInt64 => 8,
        _ => 0,
    };

    /// <summary>Reduces an integer to the range of the type, modulo its size, as the machine's own arithmetic does.</summary>
    internal static long Wrap(this ElementType type, long value) => type switch
    {
        ElementType.UInt8 => (byte)value,
        ElementType.Int8 => (sbyte)value,
        ElementType.UInt16 => (ushort)value,
        ElementType.Int16 => (short)value,
        ElementType.UInt32 => (uint)value,
        ElementType.Int32 => (int)value,
        _ => value,
    };

    /// <summary>Rounds a real number to the precision of the type (half to even).</summary>
    internal static float Round(this ElementType type, float value) => type switch
    {
        ElementType.Float16 => (float)(Half)value,
        ElementType.BFloat16 => RoundToBFloat16(value),
        _ => value,
    };

    private static float RoundToBFloat16(float value)
    {
        if (!float.IsFinite(value))
        {
            return value;
        }

        uint bits = BitConverter.SingleToUInt32Bits(value);
        return BitConverter.UInt32BitsToSingle((bits + 0x7fff + ((bits >> 16) & 1)) & 0xffff0000);
    }
}
