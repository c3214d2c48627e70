using System.Collections.Immutable;
using System.Security.Cryptography;
using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Builds the integer graph of a model for one combination of scales. Operators are written against it.</summary>
internal sealed partial class IntegerBuilder
{
    // Far more than any circuit that could be proved has; without a limit, sorting a long tensor would fill the memory first.
    private const int MostNodes = 1 << 18;

    private readonly Dictionary<string, Operand> _operands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _readers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outputs;
    private readonly List<IntegerNode> _nodes = [];
    private readonly int _margin;
    private readonly VisibilityPlan _visibility;
    private readonly bool _worstCase;
    private readonly bool _saturates;
    private readonly Passes _passes;
    private readonly FunctionTables _tables;
    private readonly IReadOnlySet<string> _structure;

    /// <param name="graph">The model.</param>
    /// <param name="structure">Constants that everybody knows, also where weights are secret.</param>
    /// <param name="statistics">What calibration saw.</param>
    /// <param name="plan">The scales.</param>
    /// <param name="options">What the user wants.</param>
    /// <param name="worstCase">Whether every input in range must have a witness, not just those like the calibration's.</param>
    /// <param name="tables">The model's functions.</param>
    public IntegerBuilder(
        Graph graph,
        IReadOnlySet<string> structure,
        TensorStatistics statistics,
        ScalePlan plan,
        QuantizeOptions options,
        bool worstCase,
        FunctionTables tables)
    {
        _structure = structure;
        _worstCase = worstCase;
        _tables = tables;
        Graph = graph;
        Statistics = statistics;
        Plan = plan;
        _margin = options.Margin;
        _passes = options.Passes;
        _saturates = options.Outliers == Outliers.Saturate;
        _visibility = options.Visibility;
        _outputs = graph.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        foreach (string input in graph.Nodes.SelectMany(node => node.Inputs))
        {
            _readers[input] = _readers.GetValueOrDefault(input) + 1;
        }
    }

    public Graph Graph { get; }

    public TensorStatistics Statistics { get; }

    public ScalePlan Plan { get; }

    public IReadOnlyList<IntegerNode> Nodes => _nodes;

    /// <summary>Whether the model's node that is being quantised reads tensors of the user's.</summary>
    public bool HoldsParameters { get; private set; }

    /// <summary>The whole model.</summary>
    public QuantizedGraph Build()
    {
        foreach (var input in Graph.Inputs)
        {
            Define(input.Name, Input(input));
        }

        foreach (var node in Graph.Nodes)
        {
            try
            {
                Quantize(node);
            }
            catch (CircuitException error) when (!error.Message.Contains($"'{node.Name}'", StringComparison.Ordinal))
            {
                throw new CircuitException($"Layer '{node.Name}': {error.Message}", error);
            }
        }

        // A constant that is an output is the user's.
        HoldsParameters = true;
        var outputs = ImmutableArray.CreateBuilder<QuantizedOutput>();
        foreach (var output in Graph.Outputs)
        {
            outputs.Add(new QuantizedOutput(output.Name, Result(output.Name)));
        }

        return Does(Passes.DeadNodes)
            ? Prune(Graph.Name, _nodes, outputs.ToImmutable(), _visibility)
            : new QuantizedGraph(Graph.Name, [.. _nodes], outputs.ToImmutable(), _visibility);
    }

    private void Quantize(Node node)
    {
        HoldsParameters = node.Inputs.Any(input => Graph.TryGetConstant(input, out _) && !_structure.Contains(input));
        if (Plan.FusesFunctions && node.Outputs.Length == 1 && _tables.Fused.TryGetValue(node.Outputs[0], out var fused))
        {
            string result = node.Outputs[0];
            Define(result, Function(node.Name, Integer(Get(fused.Source)), fused.Source, result, fused.Shape));
        }
        else
        {
            OperatorTable.Quantize(this, node);
        }
    }

    /// <summary>What is known of a tensor.</summary>
    public Operand Get(string tensor) =>
        Graph.TryGetConstant(tensor, out var value) ? new ConstantOperand(value!, _structure.Contains(tensor)) : _operands[tensor];

    public void Define(string tensor, Operand operand)
    {
        // What several nodes read, or the user, is computed once: folding into each reader would round it differently for each.
        bool shared = _readers.GetValueOrDefault(tensor) + (_outputs.Contains(tensor) ? 1 : 0) > 1;
        operand = operand with { Largest = Statistics.MaxAbs(tensor) };
        _operands[tensor] = shared && operand is not ConstantOperand ? Integer(operand) : operand;
    }

    /// <summary>Whether a pass is on.</summary>
    public bool Does(Passes pass) => (_passes & pass) != 0;

    /// <summary>Whether the user, and no other node, reads a tensor.</summary>
    public bool IsOnlyOutput(string tensor) => _outputs.Contains(tensor) && _readers.GetValueOrDefault(tensor) == 0;

    /// <summary>Adds a node, or finds an equal one.</summary>
    public int Add(IntegerNode node)
    {
        node.Join(_nodes);
        var writer = new ArtifactWriter();
        writer.Integer((int)node.Tag);
        (node.Header with { Layer = string.Empty }).Write(writer);
        node.Write(writer);
        string key = node is InputNode ? "input " + node.Layer
            : node is ParameterNode ? $"parameter {_nodes.Count}" : Convert.ToHexString(SHA256.HashData(writer.ToArray()));
        bool shares = Does(node is SelectorNode ? Passes.OneHotReuse : Passes.CommonSubexpressions) || node is InputNode;
        if (shares && _known.TryGetValue(key, out int position))
        {
            return position;
        }

        if (_nodes.Count == MostNodes)
        {
            throw new CircuitException(
                $"Layer '{node.Layer}': the model would take more than {MostNodes} operations on tensors of integers, more than could be "
                + "proved. Use a smaller tensor in this layer, or fewer steps.");
        }

        _known[key] = _nodes.Count;
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    /// <summary>A tensor in integers, with everything folded in that was waiting.</summary>
    public IntegerOperand Integer(Operand operand) => Materialised(operand) with { Largest = operand.Largest };

    private IntegerOperand Materialised(Operand operand) => operand switch
    {
        IntegerOperand integer => integer,
        AffineOperand affine => Round(affine),
        ReluOperand relu => Relu(relu),
        RootOperand root => SquareRoot(root.Node, Integer(root.Inner)),
        ConstantOperand { Value.Type: var type } constant when !type.IsFloating() => RoundAt(constant, 0, 1, "constant"),
        ConstantOperand constant => Round(constant, Plan.ActivationBits),
        _ => throw new InvalidOperationException($"Operand {operand.GetType().Name} has no integers."),
    };

    private IntegerOperand Input(GraphTensor input)
    {
        if (!input.ElementType.IsFloating())
        {
            return WholeInput(input);
        }

        var (low, high) = Statistics.Extremes(input.Name);
        bool signed = low < 0;
        int bits = Plan.InputBits;
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        int scale = largest == 0 ? 0 : bits - (signed ? 1 : 0) - CeilingLog2(largest);

        // Whoever reads a public input, or compares one with its hash, sees a plain power of two.
        bool closed = _visibility.Input == Visibility.Private && largest > 0 && Math.ScaleB(1, CeilingLog2(largest)) == largest;
        var node = new InputNode(new NodeHeader(input.Name, [], input.Shape, scale), bits, signed, closed);
        return new IntegerOperand(Add(node), scale, 1, input.Shape).Times(node.Factor);
    }

    /// <summary>An input of whole numbers or truth values: exact, with the bits that its type or the calibration says.</summary>
    private IntegerOperand WholeInput(GraphTensor input)
    {
        var (low, high) = Statistics.Extremes(input.Name);
        bool signed = input.ElementType == ElementType.Int8 || low < 0;
        int bits = input.ElementType switch
        {
            ElementType.Bool => 1,
            ElementType.Int8 or ElementType.UInt8 => 8,
            _ => Math.Max(IntegerRange.BitsOf((long)high), IntegerRange.BitsOf(~(long)low)) + (signed ? 1 : 0),
        };
        if (bits > InputNode.MaxBits)
        {
            throw new CircuitException(
                $"Input '{input.Name}' holds numbers of {bits} bits, more than the {InputNode.MaxBits} that are supported.");
        }

        var node = new InputNode(new NodeHeader(input.Name, [], input.Shape, 0), Math.Max(1, bits), signed);
        return new IntegerOperand(Add(node), 0, 1, input.Shape);
    }

    private int Result(string name)
    {
        var operand = WithoutFactor(Integer(Get(name)), name);
        var node = _nodes[operand.Node];
        bool asIs = node.ScaleBits == operand.ScaleBits && node.Shape.Equals(operand.Shape);
        return asIs ? operand.Node : Add(new SumNode(Header(name, operand.ScaleBits, operand.Shape, operand.Node), [[1]], [0]));
    }

    /// <summary>
    /// Drops nodes that no output needs. Inputs stay, because they are part of the statement; selectors of a single place stay, because
    /// what they refuse may be all that they are there for.
    /// </summary>
    private static QuantizedGraph Prune(
        string name, List<IntegerNode> nodes, ImmutableArray<QuantizedOutput> outputs, VisibilityPlan visibility)
    {
        bool[] needed = new bool[nodes.Count];
        foreach (var output in outputs)
        {
            needed[output.Node] = true;
        }

        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            needed[i] |= nodes[i] is InputNode or SelectorNode { Choices: 1 };
            foreach (int input in nodes[i].Inputs)
            {
                needed[input] |= needed[i];
            }
        }

        int[] place = new int[nodes.Count];
        var kept = ImmutableArray.CreateBuilder<IntegerNode>();
        for (int i = 0; i < nodes.Count; i++)
        {
            if (needed[i])
            {
                place[i] = kept.Count;
                kept.Add(nodes[i].WithInputs([.. nodes[i].Inputs.Select(input => place[input])]));
            }
        }

        return new QuantizedGraph(name, kept.ToImmutable(), [.. outputs.Select(o => o with { Node = place[o.Node] })], visibility);
    }

    private static NodeHeader Header(string layer, int scaleBits, TensorShape shape, params ReadOnlySpan<int> inputs) =>
        new(layer, [.. inputs], shape, scaleBits);

    /// <summary>The smallest e with value ≤ 2^e.</summary>
    private static int CeilingLog2(double value)
    {
        int exponent = Math.ILogB(value);
        return Math.ScaleB(1, exponent) == value ? exponent : exponent + 1;
    }
}
