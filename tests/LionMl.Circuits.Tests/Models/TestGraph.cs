using LionMl.Onnx;

namespace LionMl.Circuits.Tests.Models;

/// <summary>Builds small models with weights that look random but are always the same.</summary>
internal sealed class TestGraph(string name, int opset = 17)
{
    private readonly GraphBuilder _builder = new(name, opset);
    private uint _state = 12345;
    private int _constants;

    public string Name { get; } = name;

    public TestGraph Input(string tensor, params int[] shape)
    {
        _builder.Input(tensor, TensorShape.Of(shape));
        return this;
    }

    /// <summary>A constant of numbers in [−scale, scale].</summary>
    public string Random(double scale, params int[] shape)
    {
        float[] values = new float[TensorShape.Of(shape).ElementCount];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(scale * Next());
        }

        return Constant(new Tensor(TensorShape.Of(shape), values));
    }

    public string Constant(Tensor value)
    {
        string tensor = $"constant{_constants++}";
        _builder.Constant(tensor, value);
        return tensor;
    }

    public string Vector(params long[] values) => Constant(Tensor.Vector(values));

    public string Scalar(float value) => Constant(Tensor.Scalar(value));

    public TestGraph Node(string opType, string[] inputs, string output, NodeAttributes? attributes = null) =>
        Node(opType, inputs, [output], attributes);

    public TestGraph Node(string opType, string[] inputs, string[] outputs, NodeAttributes? attributes = null)
    {
        _builder.Node(opType, inputs, outputs, attributes, $"{opType}-{string.Concat(outputs)}");
        return this;
    }

    public Graph Build(params string[] outputs) => Build(null, outputs);

    /// <summary>The graph, with a number for an open dimension.</summary>
    public Graph Build((string Name, int Size)? dimension, params string[] outputs)
    {
        foreach (string output in outputs)
        {
            _builder.Output(output);
        }

        return _builder.Build(dimension is var (name, size)
            ? new OnnxReadOptions { Dimensions = new Dictionary<string, int> { [name] = size } }
            : null);
    }

    private double Next()
    {
        _state = (_state * 1664525) + 1013904223;
        return ((_state >> 8) / (double)(1 << 23)) - 1;
    }
}
