using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// Inputs for a model, one or many, and the outputs that are expected where they are known: for calibration, for evaluation, or to be
/// proved. Every number is finite. Read from EZKL's JSON layout.
/// </summary>
public sealed partial class TensorSamples
{
    private readonly ImmutableArray<GraphTensor> _inputs;
    private readonly ImmutableArray<GraphTensor> _outputs;
    private readonly float[][] _inputValues;
    private readonly float[][]? _outputValues;

    private TensorSamples(
        int count, ImmutableArray<GraphTensor> inputs, float[][] inputValues, ImmutableArray<GraphTensor> outputs, float[][]? outputValues)
    {
        Count = count;
        _inputs = inputs;
        _inputValues = inputValues;
        _outputs = outputs;
        _outputValues = outputValues;
    }

    /// <summary>The number of samples, at least 1.</summary>
    public int Count { get; }

    /// <summary>Whether the outputs are known.</summary>
    public bool HasOutputs => _outputValues is not null;

    /// <summary>The inputs of one sample, by name.</summary>
    /// <param name="sample">In [0, <see cref="Count"/>).</param>
    public IReadOnlyDictionary<string, Tensor> Inputs(int sample) => Slice(_inputs, _inputValues, sample);

    /// <summary>The expected outputs of one sample, by name.</summary>
    /// <param name="sample">In [0, <see cref="Count"/>).</param>
    /// <exception cref="InvalidOperationException"><see cref="HasOutputs"/> is false.</exception>
    public IReadOnlyDictionary<string, Tensor> Outputs(int sample) => _outputValues is null
        ? throw new InvalidOperationException("These samples have no outputs.")
        : Slice(_outputs, _outputValues, sample);

    /// <summary>Samples that are in memory.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="inputs">For each sample a tensor for each of the model's inputs, by name.</param>
    /// <exception cref="CircuitException">There is none; or an input is missing, has another number of elements, or is not
    /// finite.</exception>
    public static TensorSamples Of(Graph graph, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> inputs)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count == 0)
        {
            throw new CircuitException("There are no samples.");
        }

        float[][] values = new float[graph.Inputs.Count][];
        for (int i = 0; i < values.Length; i++)
        {
            var input = graph.Inputs[i];
            var all = new List<float>();
            foreach (var (index, sample) in inputs.Index())
            {
                if (!sample.TryGetValue(input.Name, out var tensor) || tensor.Count != input.Shape.ElementCount)
                {
                    throw new CircuitException(
                        $"Input '{input.Name}' of shape {input.Shape} is missing in sample {index}, or has another shape there.");
                }

                all.AddRange(tensor.ToFloats());
            }

            values[i] = [.. all];
            CheckFinite(values[i], input, "the data");
        }

        return new TensorSamples(inputs.Count, [.. graph.Inputs], values, [], null);
    }

    /// <summary>Samples that are in memory, in the order of the model's inputs.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="entries">
    /// For each input its samples one after the other. A tensor holds one sample, or several along a further leading dimension or in a row;
    /// dimensions of 1 do not matter.
    /// </param>
    /// <exception cref="CircuitException">A tensor does not fit its input, the inputs differ in their number of samples, or a number is not
    /// finite.</exception>
    public static TensorSamples OfEntries(Graph graph, IReadOnlyList<IReadOnlyList<Tensor>> entries)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count != graph.Inputs.Count)
        {
            throw new CircuitException($"{entries.Count} inputs are given, but the model takes {graph.Inputs.Count}: "
                + string.Join(", ", graph.Inputs.Select(input => $"'{input.Name}' {input.Shape}")) + ".");
        }

        float[][] values = new float[entries.Count][];
        for (int i = 0; i < values.Length; i++)
        {
            var input = graph.Inputs[i];
            if (entries[i].Index().FirstOrDefault(pair => !Fits(pair.Item.Shape, input.Shape)) is { Item: { } wrong } found)
            {
                string which = entries[i].Count == 1 ? string.Empty : $", as sample {found.Index}";
                throw new CircuitException($"A tensor of shape {wrong.Shape} is given for '{input.Name}' of shape {input.Shape}{which}.");
            }

            values[i] = [.. entries[i].SelectMany(tensor => tensor.ToFloats())];
            CheckFinite(values[i], input, "the data");
        }

        ImmutableArray<GraphTensor> inputs = [.. graph.Inputs];
        return new TensorSamples(CountSamples(inputs, values, "inputs"), inputs, values, [], null);
    }

    private static bool Fits(TensorShape given, TensorShape wanted)
    {
        int[] present = [.. given.Dimensions.Where(size => size != 1)];
        int[] needed = [.. wanted.Dimensions.Where(size => size != 1)];
        return given.Rank <= 1 || present.AsSpan().EndsWith(needed) && present.Length <= needed.Length + 1;
    }

    /// <summary>Evenly distributed numbers from a range, for models that come without data; the same every time.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="low">The smallest number.</param>
    /// <param name="high">The largest number.</param>
    /// <param name="count">How many samples.</param>
    /// <exception cref="CircuitException">The range is empty or not finite.</exception>
    public static TensorSamples Synthetic(Graph graph, double low, double high, int count = 16)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!double.IsFinite(low) || !double.IsFinite(high) || low >= high)
        {
            throw new CircuitException($"The input range {low},{high} is empty or not finite; give the smallest and the largest number.");
        }

        // A counter through SplitMix64: no dependence on a library's generator, which may change between versions.
        ulong state = 0;
        float[][] values = new float[graph.Inputs.Count][];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = new float[checked(graph.Inputs[i].Shape.ElementCount * count)];
            for (int j = 0; j < values[i].Length; j++)
            {
                ulong z = state += 0x9e3779b97f4a7c15;
                z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
                z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
                values[i][j] = (float)(low + ((high - low) * ((z ^ (z >> 31)) >> 11) * Math.ScaleB(1, -53)));
            }
        }

        return new TensorSamples(count, [.. graph.Inputs], values, [], null);
    }

    private static Dictionary<string, Tensor> Slice(ImmutableArray<GraphTensor> tensors, float[][] values, int sample)
    {
        var result = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (int i = 0; i < tensors.Length; i++)
        {
            int count = (int)tensors[i].Shape.ElementCount;
            result[tensors[i].Name] = Typed(tensors[i], values[i].AsSpan(sample * count, count).ToArray());
        }

        return result;
    }

    private static Tensor Typed(GraphTensor tensor, float[] values) => tensor.ElementType switch
    {
        ElementType.Bool => new Tensor(tensor.Shape, Array.ConvertAll(values, value => value != 0)),
        _ when tensor.ElementType.IsInteger() =>
            new Tensor(tensor.Shape, Array.ConvertAll(values, value => (long)value), tensor.ElementType),
        _ => new Tensor(tensor.Shape, values, tensor.ElementType),
    };

    private static void CheckFinite(ReadOnlySpan<float> values, GraphTensor tensor, string where)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new CircuitException(
                    $"In {where}, {Place(tensor, i)} is {values[i]}; every number must be finite and fit 32-bit floats.");
            }
        }
    }

    // Where a number lies: in which sample, and where there.
    private static string Place(GraphTensor tensor, int number)
    {
        long size = Math.Max(1, tensor.Shape.ElementCount);
        return $"number {number % size} of '{tensor.Name}' in sample {number / size}";
    }
}
