using Google.Protobuf;
using LionMl.Onnx.Schema;
using Type = LionMl.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace LionMl.Onnx.Tests.OnnxRuntime;

/// <summary>One node in the form of a given operator set, as a file: the first input is the model's, the others are constants.</summary>
internal sealed class FormCase(int opset, string op)
{
    private readonly ModelProto _model = NewModel(opset, op);
    private readonly Dictionary<string, Tensor> _inputs = [];

    public byte[] Bytes => _model.ToByteArray();

    public IReadOnlyDictionary<string, Tensor> Inputs => _inputs;

    private NodeProto Node => _model.Graph.Node[0];

    /// <summary>An input of the model.</summary>
    public FormCase Free(Tensor value)
    {
        ValueInfoProto declared = HostileFileTests.InputOf($"i{Node.Input.Count}", [.. value.Shape.Dimensions.Select(size => (long)size)]);
        declared.Type.TensorType.ElemType = (int)value.Type;
        _model.Graph.Input.Add(declared);
        _inputs.Add(declared.Name, value);
        Node.Input.Add(declared.Name);
        return this;
    }

    /// <summary>A constant input, or an absent one.</summary>
    public FormCase Fixed(Tensor? value)
    {
        if (value is null)
        {
            Node.Input.Add(string.Empty);
            return this;
        }

        string name = $"i{Node.Input.Count}";
        var proto = new TensorProto { Name = name, DataType = (int)value.Type };
        proto.Dims.AddRange(value.Shape.Dimensions.Select(size => (long)size));
        if (value.Type == ElementType.Float)
        {
            proto.FloatData.AddRange(value.Floats.ToArray());
        }
        else if (value.Type == ElementType.Int64)
        {
            proto.Int64Data.AddRange(value.Integers.ToArray());
        }
        else
        {
            proto.Int32Data.AddRange(value.ToFloats().Select(element => (int)element));
        }

        _model.Graph.Initializer.Add(proto);
        Node.Input.Add(name);
        return this;
    }

    public FormCase With(string name, long value) => With(new AttributeProto { Name = name, Type = Type.Int, I = value });

    public FormCase With(string name, params long[] values) =>
        With(new AttributeProto { Name = name, Type = Type.Ints, Ints = { values } });

    public FormCase With(string name, float value) => With(new AttributeProto { Name = name, Type = Type.Float, F = value });

    public FormCase With(string name, params float[] values) =>
        With(new AttributeProto { Name = name, Type = Type.Floats, Floats = { values } });

    public FormCase With(string name, string value) =>
        With(new AttributeProto { Name = name, Type = Type.String, S = ByteString.CopyFromUtf8(value) });

    public FormCase With(string name, params string[] values) => With(new AttributeProto
    {
        Name = name,
        Type = Type.Strings,
        Strings = { values.Select(ByteString.CopyFromUtf8) },
    });

    public FormCase With(AttributeProto attribute)
    {
        Node.Attribute.Add(attribute);
        return this;
    }

    /// <summary>More outputs than the first; empty text for one that is not wanted.</summary>
    public FormCase Outputs(params string[] names)
    {
        Node.Output.AddRange(names);
        _model.Graph.Output.AddRange(names.Where(name => name.Length > 0).Select(name => new ValueInfoProto { Name = name }));
        return this;
    }

    private static ModelProto NewModel(int opset, string op)
    {
        var graph = new GraphProto { Name = "test" };
        graph.Node.Add(new NodeProto { OpType = op, Name = "node", Output = { "y" } });
        graph.Output.Add(new ValueInfoProto { Name = "y" });
        var model = new ModelProto { IrVersion = 8, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
        return model;
    }
}
