using LionMl.Algebra;
using LionMl.Circuits.Gadgets;
using LionMl.R1cs;

namespace LionMl.Circuits;

/// <summary>
/// Writes a graph into a constraint system. One text records the constraints or computes the witness: then each element's integer is
/// known from the integer run, and no combination is ever written out.
/// </summary>
internal sealed partial class Lowering
{
    private readonly ConstraintSystem<Fr> _system;
    private readonly ReadCounts _reads;
    private readonly long[]?[]? _values;
    private readonly IntegerSignal<Fr>[]?[] _signals;
    private readonly Variable[]?[] _public;
    private readonly Stack<TermBuffer> _buffers = new();
    private readonly SignalSum<Fr> _sum;
    private int _position;

    /// <param name="graph">The graph.</param>
    /// <param name="system">A recorder or a computer.</param>
    /// <param name="values">The integers of every node, from a run; null to record.</param>
    public Lowering(QuantizedGraph graph, ConstraintSystem<Fr> system, long[]?[]? values)
    {
        Graph = graph;
        _system = system;
        _values = values;
        _reads = new ReadCounts(graph);
        _signals = new IntegerSignal<Fr>[graph.Nodes.Count][];
        _public = new Variable[graph.Nodes.Count][];
        _digits = new SignalBits<Fr>[graph.Nodes.Count][];
        _slots = new PackedRows<Fr>[graph.Nodes.Count][];
        Gadgets = new IntegerGadgets<Fr>(system);
        Packer = Gadgets.NewPacker();
        _sum = Gadgets.NewSum();
    }

    public QuantizedGraph Graph { get; }

    public IntegerGadgets<Fr> Gadgets { get; }

    /// <summary>Collects the recompositions of one node; written out when the node is done, so that rows belong to one layer.</summary>
    public PackedRows<Fr> Packer { get; }

    /// <summary>Lowers every node in turn.</summary>
    /// <param name="nodeDone">Called behind each node; null for none.</param>
    /// <param name="cancellation">Observed between nodes.</param>
    public void Run(Action<int>? nodeDone, CancellationToken cancellation)
    {
        AllocatePublicInputs();
        AllocatePublicOutputs();
        for (int i = 0; i < Graph.Nodes.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            _position = i;
            var node = Graph.Nodes[i];
            using (_system.Scope(node.Layer.Length == 0 ? node.Kind : node.Layer))
            {
                Gadgets.Tensor = node.Layer;
                if (node is LinearNode)
                {
                    LowerLinear(node);
                }
                else
                {
                    _signals[i] = new IntegerSignal<Fr>[node.Count];
                    node.Lower(this, _signals[i]!);
                }

                Packer.Flush();
                PinOutput(node);
                HashNode(node);
            }

            nodeDone?.Invoke(i);
        }

        Gadgets.RequireCompleteTiles();
    }

    /// <summary>Whether the elements of the node being lowered are read often enough to be worth a variable.</summary>
    public bool IsReadOften => _reads.Of(_position) > 1.5;

    /// <summary>The public variable that an element of the node being lowered has to be; null where it is private.</summary>
    public Variable? PublicVariable(int element) => _public[_position]?[element];

    /// <summary>An element's integer; zero while recording.</summary>
    public long ValueOf(int node, int element) => _values is null ? 0 : _values[node]![element];

    /// <summary>An element of the node being lowered; zero while recording.</summary>
    public long Value(int element) => ValueOf(_position, element);

    /// <summary>An element of an input of the node being lowered.</summary>
    public IntegerSignal<Fr> Operand(int input, int element)
    {
        int node = Graph.Nodes[_position].Inputs[input];
        return SignalOf(node, element);
    }

    /// <summary>
    /// The order in which a node's elements are decomposed: neighbours in it share a packed row, so they should read the same
    /// variables. Those are the channels of one position, or the neurons of one row.
    /// </summary>
    public IEnumerable<int> PackingOrder(IntegerNode node)
    {
        var shape = node.Shape;
        if (shape.Rank < 3 || !ComesFromConvolution(node))
        {
            return Enumerable.Range(0, node.Count);
        }

        int channels = shape[1];
        int plane = (int)shape.Product(2, shape.Rank);
        return Enumerable.Range(0, node.Count).Select(i =>
        {
            var (rest, channel) = Math.DivRem(i, channels);
            var (batch, position) = Math.DivRem(rest, plane);
            return (((batch * channels) + channel) * plane) + position;
        });
    }

    private bool ComesFromConvolution(IntegerNode node)
    {
        while (node.Inputs.Count > 0)
        {
            node = Graph.Nodes[node.Inputs[0]];
            if (node is ConvolutionNode or DenseNode)
            {
                return node is ConvolutionNode;
            }
        }

        return false;
    }

    private IntegerSignal<Fr> SignalOf(int node, int element)
    {
        if (_signals[node] is { } known)
        {
            return known[element];
        }

        if (_values is not null)
        {
            // A linear result while a witness is computed: its value is all that gadgets ask for.
            return new IntegerSignal<Fr>(LinearCombination<Fr>.Untracked, Graph.Nodes[node].Range, ValueOf(node, element));
        }

        AddTo(_sum, 1, node, element);
        return _sum.Build();
    }

    /// <summary>Adds factor · element to a sum, written out in variables.</summary>
    private void AddTo(SignalSum<Fr> sum, long factor, int node, int element)
    {
        if (_signals[node] is { } known)
        {
            sum.Add(factor, known[element]);
            return;
        }

        if (!_buffers.TryPop(out var terms))
        {
            terms = new TermBuffer();
        }

        var inputs = Graph.Nodes[node].Inputs;
        terms.Clear();
        ((LinearNode)Graph.Nodes[node]).Expand(element, terms);
        sum.AddConstant(Multiplied(node, factor, terms.Constant));
        for (int i = 0; i < terms.Count; i++)
        {
            var (input, index, weight) = terms[i];
            AddTo(sum, Multiplied(node, factor, weight), inputs[input], index);
        }

        _buffers.Push(terms);
    }

    // Terms that cancel keep a sum small whatever they are; a forged graph may hold such.
    private long Multiplied(int node, long left, long right)
    {
        Int128 product = (Int128)left * right;
        return product == (long)product
            ? (long)product
            : throw new CircuitException($"Layer '{Graph.Nodes[node].Layer}': its factors are too large. Quantise the model again.");
    }

    private void LowerLinear(IntegerNode node)
    {
        // A public output is pinned to its public variable anyway, which then serves all readers.
        if (!_reads.IsMaterialised(_position) && _public[_position] is null)
        {
            return;
        }

        var signals = new IntegerSignal<Fr>[node.Count];
        for (int i = 0; i < signals.Length; i++)
        {
            signals[i] = Pin(SignalOf(_position, i), PublicVariable(i) ?? _system.AllocatePrivate(Value(i)));
        }

        _signals[_position] = signals;
        _public[_position] = null;
    }

    private void PinOutput(IntegerNode node)
    {
        for (int i = 0; _public[_position] is { } variables && i < variables.Length; i++)
        {
            var signal = _signals[_position]![i];
            bool isIt = _system.IsRecording && signal.Combination == (LinearCombination<Fr>)variables[i];
            if (!isIt)
            {
                _ = Pin(signal, variables[i]);
            }
        }
    }

    /// <summary>Makes a variable equal to a signal: one row.</summary>
    private IntegerSignal<Fr> Pin(IntegerSignal<Fr> signal, Variable variable)
    {
        if (!_system.IsRecording)
        {
            return signal;
        }

        _system.EnforceZero(_system.Combine().Add(signal.Combination).Add(-1, variable).Build());
        return new IntegerSignal<Fr>(variable, signal.Range, signal.Prior, signal.SettledBy, signal.Value);
    }

    private void AllocatePublicInputs()
    {
        if (Graph.Visibility.Input == Visibility.Public)
        {
            for (int i = 0; i < Graph.Nodes.Count; i++)
            {
                if (Graph.Nodes[i] is InputNode)
                {
                    AllocatePublic(i);
                }
            }
        }
    }

    private void AllocatePublicOutputs()
    {
        if (Graph.Visibility.Output == Visibility.Public)
        {
            foreach (var output in Graph.Outputs)
            {
                if (_public[output.Node] is null)
                {
                    AllocatePublic(output.Node);
                }
            }
        }
    }

    private void AllocatePublic(int node)
    {
        var variables = new Variable[Graph.Nodes[node].Count];
        for (int i = 0; i < variables.Length; i++)
        {
            variables[i] = _system.AllocatePublic(ValueOf(node, i));
        }

        _public[node] = variables;
    }
}
