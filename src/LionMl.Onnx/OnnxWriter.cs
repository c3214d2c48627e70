using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Google.Protobuf;
using LionMl.Onnx.Schema;

namespace LionMl.Onnx;

/// <summary>Writes a <see cref="Graph"/> as an ONNX file of opset 17.</summary>
public static class OnnxWriter
{
    private const int Opset = 17;
    private const int IrVersion = 8;

    /// <summary>The file's bytes; the same graph always gives the same bytes.</summary>
    public static byte[] Write(Graph graph) => ToProto(graph).ToByteArray();

    /// <summary>Writes the file's bytes to a stream.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Graph graph, Stream destination) => ToProto(graph).WriteTo(destination);

    private static ModelProto ToProto(Graph graph)
    {
        var proto = new GraphProto { Name = graph.Name.Length > 0 ? graph.Name : "graph" };
        proto.Input.AddRange(graph.Inputs.Select(ToProto));
        proto.Output.AddRange(graph.Outputs.Select(ToProto));
        foreach ((string name, Tensor value) in graph.Constants.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            proto.Initializer.Add(ToProto(name, value));
        }

        foreach (Node node in graph.Nodes)
        {
            proto.Node.Add(ToProto(node));
            proto.ValueInfo.AddRange(node.Outputs.Where(name => name.Length > 0 && graph.Outputs.All(output => output.Name != name))
                .Select(name => ToProto(graph.TensorOf(name))));
        }

        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "LionML", Graph = proto };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = Opset });
        return model;
    }

    private static ValueInfoProto ToProto(GraphTensor tensor)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(tensor.Shape.Dimensions.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        var type = new TypeProto.Types.Tensor { ElemType = (int)tensor.ElementType, Shape = shape };
        return new ValueInfoProto { Name = tensor.Name, Type = new TypeProto { TensorType = type } };
    }

    private static NodeProto ToProto(Node node)
    {
        var proto = new NodeProto { Name = node.Name, OpType = node.OpType, Domain = node.Domain };
        proto.Input.AddRange(node.Inputs);
        proto.Output.AddRange(node.Outputs);
        proto.Attribute.AddRange(node.Attributes.Names.Select(name => ToProto(name, node.Attributes.Raw(name))));
        return proto;
    }

    private static AttributeProto ToProto(string name, object value)
    {
        var proto = new AttributeProto { Name = name };
        switch (value)
        {
            case long integer:
                proto.Type = AttributeProto.Types.AttributeType.Int;
                proto.I = integer;
                break;
            case float real:
                proto.Type = AttributeProto.Types.AttributeType.Float;
                proto.F = real;
                break;
            case string text:
                proto.Type = AttributeProto.Types.AttributeType.String;
                proto.S = ByteString.CopyFromUtf8(text);
                break;
            case ImmutableArray<long> integers:
                proto.Type = AttributeProto.Types.AttributeType.Ints;
                proto.Ints.AddRange(integers);
                break;
            case ImmutableArray<float> reals:
                proto.Type = AttributeProto.Types.AttributeType.Floats;
                proto.Floats.AddRange(reals);
                break;
            case ImmutableArray<string> texts:
                proto.Type = AttributeProto.Types.AttributeType.Strings;
                proto.Strings.AddRange(texts.Select(ByteString.CopyFromUtf8));
                break;
            case Tensor tensor:
                proto.Type = AttributeProto.Types.AttributeType.Tensor;
                proto.T = ToProto(string.Empty, tensor);
                break;
            default:
                throw new InvalidOperationException($"Attribute '{name}' holds a {value.GetType().Name}, which a graph never does.");
        }

        return proto;
    }

    private static TensorProto ToProto(string name, Tensor value)
    {
        var proto = new TensorProto { Name = name, DataType = (int)value.Type };
        proto.Dims.AddRange(value.Shape.Dimensions.Select(size => (long)size));
        switch (value.Type)
        {
            case ElementType.Float:
                proto.RawData = LittleEndian(value.Floats);
                break;
            case ElementType.Int64:
                proto.RawData = LittleEndian(value.Integers);
                break;
            case ElementType.Double:
                proto.DoubleData.AddRange(value.FloatArray.Select(element => (double)element));
                break;
            case ElementType.Float16:
                proto.Int32Data.AddRange(value.FloatArray.Select(element => (int)BitConverter.HalfToUInt16Bits((Half)element)));
                break;
            case ElementType.BFloat16:
                proto.Int32Data.AddRange(value.FloatArray.Select(element => (int)(BitConverter.SingleToUInt32Bits(element) >> 16)));
                break;
            case ElementType.Bool:
                proto.Int32Data.AddRange(value.BooleanArray.Select(element => element ? 1 : 0));
                break;
            case ElementType.UInt32 or ElementType.UInt64:
                proto.Uint64Data.AddRange(value.IntegerArray.Select(element => (ulong)element));
                break;
            default:
                proto.Int32Data.AddRange(value.IntegerArray.Select(element => (int)element));
                break;
        }

        return proto;
    }

    // Files are little-endian; so is every machine that .NET 10 runs on, except one that is asked here.
    private static ByteString LittleEndian<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            int size = bytes.Length / Math.Max(1, values.Length);
            for (int i = 0; i < bytes.Length; i += size)
            {
                bytes.AsSpan(i, size).Reverse();
            }
        }

        return UnsafeByteOperations.UnsafeWrap(bytes);
    }
}
