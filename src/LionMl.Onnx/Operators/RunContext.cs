using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Operators;

/// <summary>What an operator sees of its node while it computes: the inputs' values, the outputs' inferred shapes.</summary>
internal sealed class RunContext(Node node, Tensor?[] inputs, GraphTensor?[] outputs, Threads threads)
{
    private readonly Tensor?[] _results = new Tensor?[outputs.Length];

    public Node Node => node;

    public NodeAttributes Attributes => node.Attributes;

    public Threads Threads => threads;

    public int InputCount => inputs.Length;

    public int OutputCount => outputs.Length;

    public IReadOnlyList<Tensor?> Results => _results;

    public bool Has(int input) => input < inputs.Length && inputs[input] is not null;

    public Tensor Input(int input) => inputs[input]!;

    public Tensor? Optional(int input) => input < inputs.Length ? inputs[input] : null;

    public float[] Floats(int input) => inputs[input]!.FloatArray;

    public TensorShape Shape(int input) => inputs[input]!.Shape;

    public bool Wants(int output) => output < outputs.Length && outputs[output] is not null;

    public TensorShape OutputShape(int output) => outputs[output]!.Shape;

    public int OutputCountOf(int output) => checked((int)OutputShape(output).ElementCount);

    /// <summary>
    /// Hands over an output's elements; real numbers are rounded to the output's precision, integers wrapped to its size.
    /// </summary>
    public void Set(int output, float[] values)
    {
        if (Wants(output))
        {
            GraphTensor expected = outputs[output]!;
            if (expected.ElementType is ElementType.Float16 or ElementType.BFloat16)
            {
                // An operator may hand on its input's array; that one must not change.
                values = Array.ConvertAll(values, value => expected.ElementType.Round(value));
            }

            _results[output] = new Tensor(expected.Shape, values, expected.ElementType);
        }
    }

    public void Set(int output, long[] values)
    {
        if (Wants(output))
        {
            GraphTensor expected = outputs[output]!;
            if (expected.ElementType is not (ElementType.Int64 or ElementType.UInt64))
            {
                values = Array.ConvertAll(values, value => expected.ElementType.Wrap(value));
            }

            _results[output] = new Tensor(expected.Shape, values, expected.ElementType);
        }
    }

    public void Set(int output, bool[] values)
    {
        if (Wants(output))
        {
            _results[output] = new Tensor(outputs[output]!.Shape, values);
        }
    }

    /// <summary>Hands over an input's elements under the output's shape.</summary>
    public void Pass(int output, Tensor value)
    {
        if (Wants(output))
        {
            _results[output] = value.Reshape(outputs[output]!.Shape);
        }
    }
}
