using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// A model in integers: nodes in an order in which every input comes first. Its integer run is the definition of the circuit; the
/// float run of the model is only the yardstick. Immutable.
/// </summary>
public sealed partial class QuantizedGraph
{
    // Half a gigabyte of integers in a run.
    private const long MaxElements = 1 << 26;

    private readonly ImmutableArray<IntegerNode> _nodes;
    private readonly int[] _lastReader;

    internal QuantizedGraph(
        string name, ImmutableArray<IntegerNode> nodes, ImmutableArray<QuantizedOutput> outputs, VisibilityPlan visibility)
    {
        Name = name;
        _nodes = nodes;
        Inputs = [.. nodes.OfType<InputNode>()];
        Outputs = outputs;
        Visibility = visibility;
        _lastReader = new int[nodes.Length];
        long elements = nodes.Sum(node => (long)node.Count);
        if (elements > MaxElements)
        {
            throw new CircuitException(
                $"The model '{name}' has {elements} intermediate numbers, more than the {MaxElements} that are supported: no circuit of "
                + "that size could be proved. Use a smaller input or model.");
        }

        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i].Join(nodes);
            foreach (int input in nodes[i].Inputs)
            {
                _lastReader[input] = i;
            }
        }

        foreach (var output in outputs)
        {
            _lastReader[output.Node] = int.MaxValue;
        }
    }

    /// <summary>
    /// Layers in which an input within its range can lead to a value that has no proof: one beyond a width, or a divisor that is not positive.
    /// </summary>
    public IReadOnlyList<string> RefusingLayers =>
    [
        .. _nodes.Where(node => !node.AdmitsAll([.. node.Inputs.Select(input => _nodes[input])])).Select(node => node.Layer).Distinct(),
    ];

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>The operations, in order.</summary>
    public IReadOnlyList<IntegerNode> Nodes => _nodes;

    /// <summary>The model's inputs, in the model's order.</summary>
    public IReadOnlyList<InputNode> Inputs { get; }

    /// <summary>The model's outputs, in the model's order.</summary>
    public IReadOnlyList<QuantizedOutput> Outputs { get; }

    /// <summary>Who sees what.</summary>
    public VisibilityPlan Visibility { get; }

    /// <summary>The weights and biases that the circuit does not hold, in the order in which they are hashed.</summary>
    public IReadOnlyList<ParameterNode> Parameters => [.. _nodes.OfType<ParameterNode>()];

    /// <summary>The multiply-adds of one run.</summary>
    public long Macs => _nodes.Sum(node => node.Macs);

    /// <summary>Runs the graph on real numbers: rounds the inputs, computes in integers, and gives the outputs as real numbers.</summary>
    /// <param name="inputs">A tensor for each of <see cref="Inputs"/>, by name.</param>
    /// <exception cref="RangeException">A value lies outside of the range that the graph was made for.</exception>
    /// <exception cref="CircuitException">An input is missing, has another shape or is not finite.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs)
    {
        long[]?[] values = Evaluate(QuantizeInputs(inputs), null, keepAll: false);
        return Outputs.ToDictionary(output => output.Name, output => Dequantize(output, values[output.Node]!), StringComparer.Ordinal);
    }

    /// <summary>The inputs as the circuit's integers.</summary>
    /// <inheritdoc cref="Run(IReadOnlyDictionary{string, Tensor})"/>
    internal long[][] QuantizeInputs(IReadOnlyDictionary<string, Tensor> inputs)
    {
        long[][] result = new long[Inputs.Count][];
        for (int i = 0; i < result.Length; i++)
        {
            var input = Inputs[i];
            if (!inputs.TryGetValue(input.Layer, out var tensor))
            {
                throw new CircuitException($"Input '{input.Layer}' of shape {input.Shape} is missing.");
            }

            if (tensor.Count != input.Count)
            {
                throw new CircuitException($"Input '{input.Layer}' has shape {input.Shape}; a tensor of shape {tensor.Shape} was given.");
            }

            result[i] = input.Quantize(tensor.Type.IsFloating() ? tensor.Floats : tensor.ToFloats());
        }

        return result;
    }

    /// <summary>The real numbers that an output's integers stand for.</summary>
    internal Tensor Dequantize(QuantizedOutput output, ReadOnlySpan<long> integers)
    {
        var node = _nodes[output.Node];
        double unit = Math.ScaleB(1, -node.ScaleBits);
        float[] values = new float[integers.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(integers[i] * unit);
        }

        return new Tensor(node.Shape, values);
    }

    /// <summary>The integers of the nodes.</summary>
    /// <param name="inputs">The integers of <see cref="Inputs"/>.</param>
    /// <param name="observed">Records decomposed values instead of checking them; null in a real run.</param>
    /// <param name="keepAll">Whether every node's values are wanted; otherwise only the outputs' survive.</param>
    /// <exception cref="RangeException">A value lies outside of a node's width.</exception>
    internal long[]?[] Evaluate(long[][] inputs, WidthObserver? observed, bool keepAll)
    {
        long[]?[] values = new long[_nodes.Length][];
        int nextInput = 0;
        for (int i = 0; i < _nodes.Length; i++)
        {
            var node = _nodes[i];
            if (node is InputNode)
            {
                values[i] = inputs[nextInput++];
                continue;
            }

            long[][] read = new long[node.Inputs.Count][];
            for (int j = 0; j < read.Length; j++)
            {
                read[j] = values[node.Inputs[j]]!;
            }

            observed?.Enter(i);
            long[] result = new long[node.Count];
            node.Run(read, result, observed);
            values[i] = result;
            foreach (int input in node.Inputs)
            {
                if (!keepAll && _lastReader[input] == i)
                {
                    values[input] = null;
                }
            }
        }

        return values;
    }

    /// <summary>The same graph with some nodes replaced (by nodes of the same shape); everything after them is bounded anew.</summary>
    internal QuantizedGraph With(Func<int, IntegerNode, IntegerNode> replace)
    {
        // A node keeps the range that it has in its graph, so no node may be in two graphs.
        var nodes = ImmutableArray.CreateBuilder<IntegerNode>(_nodes.Length);
        for (int i = 0; i < _nodes.Length; i++)
        {
            var node = replace(i, _nodes[i]);
            nodes.Add(ReferenceEquals(node, _nodes[i]) ? node.Copy() : node);
        }

        return new QuantizedGraph(Name, nodes.MoveToImmutable(), [.. Outputs], Visibility);
    }
}
