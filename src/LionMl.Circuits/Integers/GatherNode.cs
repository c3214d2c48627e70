namespace LionMl.Circuits;

/// <summary>Moves elements: each element of the result is one element of the inputs, or zero. It costs no constraint.</summary>
public sealed class GatherNode : LinearNode
{
    private readonly int[] _sources;
    private int[] _starts = [];

    internal GatherNode(NodeHeader header, int[] sources)
        : base(header) => _sources = sources;

    internal override NodeTag Tag => NodeTag.Gather;

    /// <summary>For each element its place in the inputs laid end to end, or −1 for zero.</summary>
    internal ReadOnlySpan<int> Sources => _sources;

    internal static GatherNode Read(NodeHeader header, ArtifactReader reader) =>
        new(header, reader.Indices("an index map", int.MaxValue));

    /// <summary>The input and the element in it that an element of the result comes from; false for zero.</summary>
    internal bool TrySource(int element, out int input, out int index)
    {
        int source = _sources[element];
        input = 0;
        while (source >= _starts[input + 1])
        {
            input++;
        }

        index = source - _starts[input];
        return source >= 0;
    }

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(_sources.Length == Count, "the length of its index map");
        _starts = new int[inputs.Count + 1];
        for (int i = 0; i < inputs.Count; i++)
        {
            _starts[i + 1] = checked(_starts[i] + inputs[i].Count);
        }

        bool zero = false;
        Require(inputs.Count > 0, "it reads nothing");
        bool[] used = new bool[inputs.Count];
        for (int i = 0; i < Count; i++)
        {
            Require(_sources[i] < _starts[^1], "its index map points outside");
            if (TrySource(i, out int input, out _))
            {
                used[input] = true;
            }
            else
            {
                zero = true;
            }
        }

        IntegerRange? range = zero || Count == 0 ? IntegerRange.Zero : null;
        for (int i = 0; i < inputs.Count; i++)
        {
            if (used[i])
            {
                range = range?.Union(inputs[i].Range) ?? inputs[i].Range;
            }
        }

        return range!.Value;
    }

    internal override void Expand(int element, TermBuffer terms)
    {
        if (TrySource(element, out int input, out int index))
        {
            terms.Add(input, index, 1);
        }
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = TrySource(i, out int input, out int index) ? inputs[input][index] : 0;
        }
    }

    internal override void Write(ArtifactWriter writer) => writer.Indices(_sources);
}
