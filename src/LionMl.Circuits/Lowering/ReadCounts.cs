namespace LionMl.Circuits;

/// <summary>
/// How often the elements of each node will be written into rows, estimated before anything is recorded: it decides which linear
/// results deserve a variable of their own instead of being written out wherever they are read.
/// </summary>
internal sealed class ReadCounts
{
    // Sums that one packed row holds, typically.
    private const double RowSlots = 9;

    // What a row and a variable cost, in entries: (4 + 2) points against 5/3 points for an entry.
    private const double RowCost = 4;

    // Writing out recurses from node to node; no model has so many linear nodes in a row, but a forged file might.
    private const int MostDepth = 200;

    private readonly double[] _packed;
    private readonly double[] _plain;
    private readonly bool[] _materialised;
    private readonly double[] _length;

    public ReadCounts(QuantizedGraph graph)
    {
        int count = graph.Nodes.Count;
        _packed = new double[count];
        _plain = new double[count];
        _materialised = new bool[count];
        _length = new double[count];
        foreach (var output in graph.Outputs)
        {
            _plain[output.Node]++;
        }

        for (int i = count - 1; i >= 0; i--)
        {
            Propagate(graph, i);
        }

        Decide(graph);
    }

    /// <summary>Whether a linear node's elements become variables.</summary>
    public bool IsMaterialised(int node) => _materialised[node];

    /// <summary>Rows that read an element of a node, on average.</summary>
    public double Of(int node) => _packed[node] + _plain[node];

    /// <summary>Variables in an element of a node where it is written out, on average.</summary>
    public double LengthOf(int node) => _length[node];

    /// <summary>Variables in an element of a linear node where it is defined, on average.</summary>
    public double DefinitionOf(QuantizedGraph graph, int node) =>
        Terms(graph.Nodes[node]) * graph.Nodes[node].Inputs.Select(input => _length[input]).DefaultIfEmpty(0).Average();

    private void Propagate(QuantizedGraph graph, int i)
    {
        var node = graph.Nodes[i];
        switch (node)
        {
            case MaximumNode:
                // The result is the left operand plus a variable, so whoever reads it reads the left operand again.
                _packed[node.Inputs[0]] += 1 + _packed[i];
                _plain[node.Inputs[0]] += _plain[i];
                _packed[node.Inputs[1]]++;
                break;
            case DecomposingNode:
                _packed[node.Inputs[0]]++;
                break;
            case ProductNode:
                _plain[node.Inputs[0]]++;
                _plain[node.Inputs[1]]++;
                break;
            case SelectorNode selector:
                // Each of an index's selectors is multiplied with it.
                _plain[node.Inputs[0]] += selector.Choices;
                break;
            case ZeroNode:
                _plain[node.Inputs[0]] += 2;
                break;
            case TiledNode tiled:
                var plan = TilePlan.Of(graph, i);
                _plain[node.Inputs[0]] += (double)node.Macs / plan.Columns / Math.Max(1, graph.Nodes[node.Inputs[0]].Count);
                _plain[node.Inputs[1]] += (double)node.Macs / plan.Rows / Math.Max(1, graph.Nodes[node.Inputs[1]].Count);
                _packed[node.Inputs[2]] += tiled.Blocks * tiled.BlockRows;
                break;
            case LinearNode:
                foreach (int input in node.Inputs)
                {
                    double terms = Terms(node) / node.Inputs.Count * node.Count / Math.Max(1, graph.Nodes[input].Count);
                    _packed[input] += terms * _packed[i] / Sharing(node);
                    _plain[input] += terms * _plain[i];
                }

                break;
        }
    }

    private void Decide(QuantizedGraph graph)
    {
        int[] depth = new int[_length.Length];
        for (int i = 0; i < _length.Length; i++)
        {
            var node = graph.Nodes[i];
            _length[i] = 1;
            if (node is not LinearNode || node.Inputs.Count == 0)
            {
                continue;
            }

            double terms = DefinitionOf(graph, i);
            double written = terms * (_plain[i] + (_packed[i] / Sharing(node)));
            depth[i] = 1 + node.Inputs.Max(input => depth[input]);
            bool pays = terms > 1.5 && written > terms + _plain[i] + _packed[i] + RowCost;
            _materialised[i] = pays || depth[i] > MostDepth;
            depth[i] = _materialised[i] ? 0 : depth[i];
            _length[i] = _materialised[i] ? 1 : terms;
        }
    }

    /// <summary>Terms of one element of a linear node.</summary>
    private static double Terms(IntegerNode node) => node is GatherNode ? 1 : (double)node.Macs / Math.Max(1, node.Count);

    /// <summary>How many elements that lie in one packed row read the same variables.</summary>
    public static double Sharing(IntegerNode node) => node switch
    {
        DenseNode => Math.Min(RowSlots, node.Shape[node.Shape.Rank - 1]),
        ConvolutionNode convolution => Math.Min(RowSlots, convolution.ChannelsPerGroup),
        _ => 1,
    };
}
