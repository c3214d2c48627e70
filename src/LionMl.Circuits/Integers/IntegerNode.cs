using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;
using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// One operation on integer tensors: what it computes is, by definition, what the circuit proves. The kinds are few; every operator of
/// a model is composed of them.
/// </summary>
public abstract partial class IntegerNode
{
    private NodeHeader _header;

    private protected IntegerNode(NodeHeader header)
    {
        _header = header;
        Count = (int)header.Shape.ElementCount;
    }

    /// <summary>The name of the model's node that this one comes from.</summary>
    public string Layer => _header.Layer;

    /// <summary>Positions in the graph of the nodes that are read.</summary>
    public IReadOnlyList<int> Inputs => _header.Inputs;

    /// <summary>The shape of the result.</summary>
    public TensorShape Shape => _header.Shape;

    /// <summary>real value = integer / 2^ScaleBits (before a factor that the quantiser still carries).</summary>
    public int ScaleBits => _header.ScaleBits;

    /// <summary>
    /// Every value of the result lies in here, whatever the input is: worst case, computed from what the circuit's rows enforce, never
    /// from samples. All soundness arguments rest on it.
    /// </summary>
    public IntegerRange Range { get; private set; }

    /// <summary>The same for each channel (axis 1) on its own, where that is known: for convolutions and what follows them.</summary>
    internal ImmutableArray<IntegerRange>? ChannelRanges { get; private protected set; }

    /// <summary>The number of elements of the result.</summary>
    public int Count { get; }

    /// <summary>The multiply-adds of one run.</summary>
    public virtual long Macs => 0;

    /// <summary>What kind of node this is, in one word.</summary>
    public string Kind => Tag.ToString();

    internal abstract NodeTag Tag { get; }

    internal NodeHeader Header => _header;

    /// <summary>Checks that the node fits its inputs, and computes <see cref="Range"/>. Called once, when it joins a graph.</summary>
    /// <exception cref="CircuitException">It does not fit (a damaged file), or its integers could be too large.</exception>
    internal void Join(IReadOnlyList<IntegerNode> graph)
    {
        var inputs = new IntegerNode[Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = graph[Inputs[i]];
        }

        Range = Bound(inputs);
    }

    /// <summary>The static interval of the result.</summary>
    /// <exception cref="CircuitException">The node does not fit its inputs, or its integers could be too large.</exception>
    internal abstract IntegerRange Bound(IReadOnlyList<IntegerNode> inputs);

    /// <summary>Whether there is a witness for all that the inputs' static intervals admit.</summary>
    internal virtual bool AdmitsAll(IReadOnlyList<IntegerNode> inputs) => true;

    /// <summary>Computes the result.</summary>
    /// <param name="inputs">The inputs' integers, in the order of <see cref="Inputs"/>.</param>
    /// <param name="output">Receives the result.</param>
    /// <param name="observed">Where a calibration wants to know the decomposed values; null in a real run, which refuses values
    /// outside.</param>
    /// <exception cref="RangeException">A value lies outside of a node's width.</exception>
    internal abstract void Run(long[][] inputs, long[] output, WidthObserver? observed);

    /// <summary>Writes the node's constraints, or computes its variables.</summary>
    /// <param name="lowering">Gives the inputs' signals.</param>
    /// <param name="result">Receives a signal for each element.</param>
    internal abstract void Lower(Lowering lowering, IntegerSignal<Fr>[] result);

    /// <summary>Writes the parameters that follow the header.</summary>
    internal abstract void Write(ArtifactWriter writer);

    /// <summary>A node with the same parameters that has joined no graph yet.</summary>
    internal IntegerNode Copy() => (IntegerNode)MemberwiseClone();

    /// <summary>A copy that reads other nodes.</summary>
    internal IntegerNode WithInputs(ImmutableArray<int> inputs)
    {
        var copy = Copy();
        copy._header = _header with { Inputs = inputs };
        return copy;
    }

    private protected CircuitException Misfit(string what) => new(
        $"Layer '{Layer}': the stored {Kind} node does not fit its inputs ({what}). The file is damaged; quantise the model again.");

    private protected void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw Misfit(what);
        }
    }

    /// <summary>An element's name for messages: its index in each dimension.</summary>
    private protected string Describe(int element)
    {
        int[] index = new int[Shape.Rank];
        for (int axis = Shape.Rank - 1; axis >= 0; axis--)
        {
            (element, index[axis]) = Math.DivRem(element, Shape[axis]);
        }

        return "[" + string.Join(", ", index) + "]";
    }
}
