using System.Globalization;
using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Writes a model anew with some of its nodes replaced by several simpler ones, named after the one that they replace.</summary>
internal sealed class Expander
{
    // Expansions write operators that are expanded in turn, a few levels deep; a circle would be an error in the table.
    private const int MostRounds = 12;

    private readonly GraphBuilder _builder;
    private readonly HashSet<string> _structure;
    private string _node = string.Empty;
    private int _parts;

    private Expander(Graph graph, HashSet<string> structure)
    {
        Graph = graph;
        _structure = structure;
        _builder = GraphBuilder.WithoutNodes(graph);
    }

    /// <summary>The type of <see cref="Numbers"/>: that of the node's first output, until an expansion sets another.</summary>
    public ElementType NumberType { get; set; }

    /// <summary>The model as it was before this round: shapes and constants are known of its tensors only.</summary>
    public Graph Graph { get; }

    /// <summary>The model with every node written out that the table has an expansion for.</summary>
    /// <returns>The model, and which of its constants come from what an operator does, not from the user's tensors: everybody knows
    /// them, also where weights are secret.</returns>
    /// <exception cref="OnnxException">The result is larger than the reader's limits.</exception>
    public static (Graph Graph, IReadOnlySet<string> Structure) Expand(Graph graph)
    {
        var structure = new HashSet<string>(StringComparer.Ordinal);
        for (int round = 0; graph.Nodes.Any(node => ExpansionTable.Find(graph, node) is not null); round++)
        {
            if (round == MostRounds)
            {
                throw new InvalidOperationException("Expansions of operators lead in a circle.");
            }

            graph = new Expander(graph, structure).Once();
        }

        return (graph, structure);
    }

    /// <summary>A node that computes a new tensor.</summary>
    /// <returns>The tensor's name.</returns>
    public string Node(string opType, ReadOnlySpan<string> inputs, NodeAttributes? attributes = null)
    {
        string output = NewName(opType);
        Write(opType, inputs, [output], attributes, output);
        return output;
    }

    /// <summary>A node that computes several new tensors.</summary>
    /// <returns>The tensors' names.</returns>
    public string[] Nodes(string opType, ReadOnlySpan<string> inputs, int outputs, NodeAttributes? attributes = null)
    {
        string name = NewName(opType);
        string[] names = [.. Enumerable.Range(0, outputs).Select(i => $"{name}.{i}")];
        Write(opType, inputs, names, attributes, name);
        return names;
    }

    /// <summary>A node that computes one of the original's outputs.</summary>
    public void Define(string output, string opType, ReadOnlySpan<string> inputs, NodeAttributes? attributes = null) =>
        Write(opType, inputs, [output], attributes, NewName(opType));

    /// <summary>A constant tensor.</summary>
    /// <returns>The tensor's name.</returns>
    public string Constant(Tensor value)
    {
        string name = NewName("constant");
        _structure.Add(name);
        _builder.Constant(name, value);
        return name;
    }

    /// <summary>A constant number of <see cref="NumberType"/>.</summary>
    /// <returns>The tensor's name.</returns>
    public string Scalar(double value) => Numbers([(float)value]);

    /// <summary>Constant numbers of <see cref="NumberType"/>.</summary>
    /// <returns>The tensor's name.</returns>
    public string Numbers(float[] values, params ReadOnlySpan<int> shape)
    {
        var dimensions = TensorShape.Of(shape.ToArray());
        return Constant(NumberType.IsInteger()
            ? new Tensor(dimensions, Array.ConvertAll(values, value => (long)value), NumberType)
            : new Tensor(dimensions, values, NumberType.IsFloating() ? NumberType : ElementType.Float));
    }

    /// <summary>A constant list of whole numbers: a shape, axes, or the like.</summary>
    /// <returns>The tensor's name.</returns>
    public string Vector(params ReadOnlySpan<long> values) => Constant(Tensor.Vector(values.ToArray()));

    /// <summary>A tensor of the model as real numbers, which products of matrices need; <see cref="NumberType"/> follows.</summary>
    public string Real(string tensor)
    {
        if (Graph.TensorOf(tensor).ElementType.IsFloating())
        {
            return tensor;
        }

        NumberType = ElementType.Float;
        return Node("Cast", [tensor], NodeAttributes.Empty.With("to", (long)ElementType.Float));
    }

    /// <summary>Defines one of the original's outputs as a tensor in its shape and type.</summary>
    public void DefineReshaped(string output, string tensor)
    {
        var wanted = Graph.TensorOf(output);
        string shape = Shapes.Of(this, wanted.Shape);
        if (wanted.ElementType == NumberType)
        {
            Define(output, "Reshape", [tensor, shape]);
        }
        else
        {
            Define(output, "Cast", [Node("Reshape", [tensor, shape])], NodeAttributes.Empty.With("to", (long)wanted.ElementType));
        }
    }

    /// <summary>A tensor in another shape.</summary>
    public string Reshape(string tensor, params ReadOnlySpan<int> shape) =>
        Node("Reshape", [tensor, Shapes.Of(this, TensorShape.Of(shape))]);

    /// <summary>A tensor with its axes in another order.</summary>
    public string Transpose(string tensor, params ReadOnlySpan<int> order) =>
        Node("Transpose", [tensor], NodeAttributes.Empty.With("perm", [.. order.ToArray().Select(axis => (long)axis)]));

    // What is made of structure alone is structure, too: it will be folded into a constant.
    private void Write(
        string opType, ReadOnlySpan<string> inputs, ReadOnlySpan<string> outputs, NodeAttributes? attributes, string name)
    {
        bool isStructure = true;
        foreach (string input in inputs)
        {
            isStructure &= input.Length == 0 || _structure.Contains(input);
        }

        foreach (string output in isStructure ? outputs : [])
        {
            _structure.Add(output);
        }

        _builder.Node(opType, inputs, outputs, attributes, name);
    }

    private string NewName(string what) => string.Create(CultureInfo.InvariantCulture, $"{_node}/{what}_{_parts++}");

    private Graph Once()
    {
        foreach (var node in Graph.Nodes)
        {
            if (ExpansionTable.Find(Graph, node) is { } expansion)
            {
                (_node, _parts) = (node.Name, 0);
                NumberType = Graph.TensorOf(node.Outputs.First(output => output.Length > 0)).ElementType;
                expansion.Expand(this, node);
            }
            else
            {
                Write(node.OpType, node.Inputs.AsSpan(), node.Outputs.AsSpan(), node.Attributes, node.Name);
            }
        }

        foreach (var output in Graph.Outputs)
        {
            _builder.Output(output.Name);
        }

        return _builder.Build();
    }
}
