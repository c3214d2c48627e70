namespace LionMl.Onnx;

/// <summary>The type of a tensor's elements, with ONNX's own numbers (<c>TensorProto.DataType</c>).</summary>
public enum ElementType
{
    /// <summary>No type given; never the type of a tensor in a <see cref="Graph"/>.</summary>
    Undefined = 0,

    /// <summary>32-bit IEEE float.</summary>
    Float = 1,

    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8 = 2,

    /// <summary>Signed 8-bit integer.</summary>
    Int8 = 3,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16 = 4,

    /// <summary>Signed 16-bit integer.</summary>
    Int16 = 5,

    /// <summary>Signed 32-bit integer.</summary>
    Int32 = 6,

    /// <summary>Signed 64-bit integer.</summary>
    Int64 = 7,

    /// <summary>Text; refused by the reader.</summary>
    String = 8,

    /// <summary>True or false.</summary>
    Bool = 9,

    /// <summary>16-bit IEEE float.</summary>
    Float16 = 10,

    /// <summary>64-bit IEEE float; held and computed as 32-bit here.</summary>
    Double = 11,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32 = 12,

    /// <summary>Unsigned 64-bit integer; held as the same 64 bits in a signed integer.</summary>
    UInt64 = 13,

    /// <summary>Complex of two floats; refused by the reader.</summary>
    Complex64 = 14,

    /// <summary>Complex of two doubles; refused by the reader.</summary>
    Complex128 = 15,

    /// <summary>16-bit float with the exponent range of <see cref="Float"/>.</summary>
    BFloat16 = 16,
}
