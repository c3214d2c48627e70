using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>One sample in one direction on its way through the steps of a recurrent node.</summary>
internal sealed class RecurrentCell
{
    private readonly double _clip;

    /// <param name="hidden">The elements of the state.</param>
    /// <param name="gates">How many times as many rows the weights have.</param>
    /// <param name="clip">What enters a function is cut to ± this.</param>
    public RecurrentCell(int hidden, int gates, double clip)
    {
        _clip = clip;
        Hidden = new float[hidden];
        Memory = new float[hidden];
        Input = new float[gates * hidden];
        Recurrent = new float[gates * hidden];
    }

    /// <summary>The hidden state.</summary>
    public float[] Hidden { get; }

    /// <summary>The second state, of operators that have one.</summary>
    public float[] Memory { get; }

    /// <summary>For each gate the input times its weights, plus their bias.</summary>
    public float[] Input { get; }

    /// <summary>For each gate the hidden state times its weights, plus their bias; what <see cref="Recur"/> was called for.</summary>
    public float[] Recurrent { get; }

    /// <summary>The weights of the hidden state, one row for each element of each gate.</summary>
    public ArraySegment<float> Weights { get; init; }

    /// <summary>Their bias; empty where there is none.</summary>
    public ArraySegment<float> Bias { get; init; }

    /// <summary>The weights of the memory in three gates; empty where there are none.</summary>
    public ArraySegment<float> Peepholes { get; init; }

    /// <summary>The functions of this direction.</summary>
    public required ArraySegment<Func<double, double>> Functions { get; init; }

    /// <summary>Computes <see cref="Recurrent"/> of some gates.</summary>
    /// <param name="firstGate">The first of them.</param>
    /// <param name="gates">Their number.</param>
    /// <param name="state">The hidden state, or what takes its place.</param>
    public void Recur(int firstGate, int gates, ReadOnlySpan<float> state) => Project(
        Weights, state, Bias, Recurrent, firstGate * Hidden.Length, (firstGate + gates) * Hidden.Length);

    /// <summary>A function of this direction at a value, which is cut before.</summary>
    public double Apply(int function, double value) => Functions[function](double.IsNaN(value) ? value : Math.Clamp(value, -_clip, _clip));

    /// <summary>Rows of weights times a vector, plus a bias.</summary>
    public static void Project(
        ReadOnlySpan<float> weights, ReadOnlySpan<float> vector, ReadOnlySpan<float> bias, Span<float> result, int firstRow, int endRow)
    {
        for (int row = firstRow; row < endRow; row++)
        {
            float sum = vector.IsEmpty ? 0 : TensorPrimitives.Dot(weights.Slice(row * vector.Length, vector.Length), vector);
            result[row] = sum + (bias.IsEmpty ? 0 : bias[row]);
        }
    }
}
