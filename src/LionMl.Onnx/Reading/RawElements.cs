using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LionMl.Onnx.Reading;

/// <summary>Elements as ONNX's raw data: little-endian, each in the size of its type, truth values as bytes.</summary>
internal static class RawElements
{
    /// <summary>The tensor of a shape, type and data.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="type">A type with <see cref="ElementTypeExtensions.IsSupported"/>.</param>
    /// <param name="data">Just as many bytes as the shape and the type need.</param>
    public static Tensor Read(TensorShape shape, ElementType type, ReadOnlySpan<byte> data)
    {
        int size = type.ElementBytes();
        int count = data.Length / size;
        if (type == ElementType.Bool)
        {
            bool[] truths = new bool[count];
            for (int i = 0; i < count; i++)
            {
                truths[i] = data[i] != 0;
            }

            return new Tensor(shape, truths);
        }

        if (type.IsFloating())
        {
            float[] reals = new float[count];
            if (type == ElementType.Float && BitConverter.IsLittleEndian)
            {
                data.CopyTo(MemoryMarshal.AsBytes(reals.AsSpan()));
                return new Tensor(shape, reals);
            }

            for (int i = 0; i < count; i++)
            {
                reals[i] = ReadFloat(type, data[(i * size)..]);
            }

            return new Tensor(shape, reals, type);
        }

        long[] integers = new long[count];
        for (int i = 0; i < count; i++)
        {
            integers[i] = ReadInteger(type, data[(i * size)..]);
        }

        return new Tensor(shape, integers, type);
    }

    /// <summary>The data of a tensor; the inverse of <see cref="Read"/>.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="destination">Just as many bytes as the tensor's shape and type need.</param>
    public static void Write(Tensor tensor, Span<byte> destination)
    {
        int size = tensor.Type.ElementBytes();
        if (tensor.Type == ElementType.Bool)
        {
            ReadOnlySpan<bool> truths = tensor.Booleans;
            for (int i = 0; i < truths.Length; i++)
            {
                destination[i] = truths[i] ? (byte)1 : (byte)0;
            }
        }
        else if (tensor.Type == ElementType.Float && BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(tensor.Floats).CopyTo(destination);
        }
        else if (tensor.Type.IsFloating())
        {
            ReadOnlySpan<float> reals = tensor.Floats;
            for (int i = 0; i < reals.Length; i++)
            {
                WriteFloat(tensor.Type, reals[i], destination[(i * size)..]);
            }
        }
        else
        {
            ReadOnlySpan<long> integers = tensor.Integers;
            for (int i = 0; i < integers.Length; i++)
            {
                WriteInteger(size, integers[i], destination[(i * size)..]);
            }
        }
    }

    private static float ReadFloat(ElementType type, ReadOnlySpan<byte> data) => type switch
    {
        ElementType.Float => BinaryPrimitives.ReadSingleLittleEndian(data),
        ElementType.Double => (float)BinaryPrimitives.ReadDoubleLittleEndian(data),
        ElementType.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(data),
        _ => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(data) << 16),
    };

    private static long ReadInteger(ElementType type, ReadOnlySpan<byte> data) => type switch
    {
        ElementType.UInt8 => data[0],
        ElementType.Int8 => (sbyte)data[0],
        ElementType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(data),
        ElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(data),
        ElementType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(data),
        ElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(data),
        _ => BinaryPrimitives.ReadInt64LittleEndian(data),
    };

    private static void WriteFloat(ElementType type, float value, Span<byte> destination)
    {
        switch (type)
        {
            case ElementType.Float:
                BinaryPrimitives.WriteSingleLittleEndian(destination, value);
                break;
            case ElementType.Double:
                BinaryPrimitives.WriteDoubleLittleEndian(destination, value);
                break;
            case ElementType.Float16:
                BinaryPrimitives.WriteHalfLittleEndian(destination, (Half)value);
                break;
            default:
                BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)(BitConverter.SingleToUInt32Bits(type.Round(value)) >> 16));
                break;
        }
    }

    // Signed and unsigned types share their bits.
    private static void WriteInteger(int size, long value, Span<byte> destination)
    {
        switch (size)
        {
            case 1:
                destination[0] = (byte)value;
                break;
            case 2:
                BinaryPrimitives.WriteInt16LittleEndian(destination, (short)value);
                break;
            case 4:
                BinaryPrimitives.WriteInt32LittleEndian(destination, (int)value);
                break;
            default:
                BinaryPrimitives.WriteInt64LittleEndian(destination, value);
                break;
        }
    }
}
