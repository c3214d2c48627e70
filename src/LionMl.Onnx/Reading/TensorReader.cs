using Google.Protobuf.Collections;
using LionMl.Onnx.Schema;

namespace LionMl.Onnx.Reading;

/// <summary>Reads the tensors of a file: sizes are checked against the data before anything is allocated.</summary>
/// <param name="external">Finds data stored beside the file.</param>
internal sealed class TensorReader(ExternalData external)
{
    /// <summary>The tensor.</summary>
    /// <exception cref="NodeProblemException">The tensor is not usable.</exception>
    public Tensor Read(TensorProto proto)
    {
        var type = (ElementType)proto.DataType;
        if (!type.IsSupported())
        {
            throw new NodeProblemException($"its elements are of type {type}, which is not supported; use numbers");
        }

        TensorShape shape = ReadShape(proto.Dims);
        long count = Count(shape);
        if (proto.DataLocation == TensorProto.Types.DataLocation.External)
        {
            return FromRaw(shape, type, external.Read(proto.ExternalData, checked(count * type.ElementBytes())));
        }

        if (proto.DataLocation != TensorProto.Types.DataLocation.Default)
        {
            throw new NodeProblemException($"its data location {(int)proto.DataLocation} is unknown");
        }

        if (proto.RawData.Length > 0)
        {
            return TypedCount(proto) == 0
                ? FromRaw(shape, type, proto.RawData.Span)
                : throw new NodeProblemException("it has raw and typed data, of which only one may be given");
        }

        return FromTyped(shape, type, count, proto);
    }

    private static TensorShape ReadShape(RepeatedField<long> dims)
    {
        if (dims.Count > TensorShape.MaxRank)
        {
            throw new NodeProblemException($"it has {dims.Count} dimensions; {TensorShape.MaxRank} are the most");
        }

        foreach (long dimension in dims)
        {
            if (dimension is < 0 or > int.MaxValue)
            {
                throw new NodeProblemException($"it has a dimension of {dimension}");
            }
        }

        return new TensorShape([.. dims.Select(dimension => (int)dimension)]);
    }

    private static long Count(TensorShape shape)
    {
        try
        {
            return shape.ElementCount;
        }
        catch (OverflowException)
        {
            throw new NodeProblemException($"its shape {shape} has more elements than can be counted");
        }
    }

    private static Tensor FromRaw(TensorShape shape, ElementType type, ReadOnlySpan<byte> data)
    {
        int size = type.ElementBytes();
        if (data.Length % size != 0 || data.Length / size != Count(shape))
        {
            throw new NodeProblemException(
                $"its shape {shape} needs {Count(shape)} elements of {size} bytes, but its raw data has {data.Length} bytes");
        }

        return RawElements.Read(shape, type, data);
    }

    // Which list holds which type is fixed by the format: the small integers and the 16-bit floats share one.
    private static Tensor FromTyped(TensorShape shape, ElementType type, long count, TensorProto proto)
    {
        int given = type switch
        {
            ElementType.Float => proto.FloatData.Count,
            ElementType.Double => proto.DoubleData.Count,
            ElementType.Int64 => proto.Int64Data.Count,
            ElementType.UInt32 or ElementType.UInt64 => proto.Uint64Data.Count,
            _ => proto.Int32Data.Count,
        };
        if (given != count || TypedCount(proto) != given)
        {
            throw new NodeProblemException(
                $"its shape {shape} of type {type} needs {count} elements, but {given} are given (and {TypedCount(proto)} in all)");
        }

        return type switch
        {
            ElementType.Float => new Tensor(shape, proto.FloatData.ToArray()),
            ElementType.Double => new Tensor(shape, [.. proto.DoubleData.Select(value => (float)value)], type),
            ElementType.Float16 => new Tensor(
                shape, [.. proto.Int32Data.Select(bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits))], type),
            ElementType.BFloat16 => new Tensor(
                shape, [.. proto.Int32Data.Select(bits => BitConverter.UInt32BitsToSingle((uint)(ushort)bits << 16))], type),
            ElementType.Bool => new Tensor(shape, [.. proto.Int32Data.Select(value => value != 0)]),
            ElementType.Int64 => new Tensor(shape, proto.Int64Data.ToArray()),
            ElementType.UInt32 or ElementType.UInt64 =>
                new Tensor(shape, [.. proto.Uint64Data.Select(value => type.Wrap((long)value))], type),
            _ => new Tensor(shape, [.. proto.Int32Data.Select(value => type.Wrap(value))], type),
        };
    }

    private static int TypedCount(TensorProto proto) => proto.FloatData.Count + proto.DoubleData.Count + proto.Int32Data.Count
        + proto.Int64Data.Count + proto.Uint64Data.Count + proto.StringData.Count;
}
