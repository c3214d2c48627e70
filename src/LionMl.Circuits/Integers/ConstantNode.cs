namespace LionMl.Circuits;

/// <summary>Integers that are part of the circuit.</summary>
public sealed class ConstantNode : LinearNode
{
    private readonly long[] _values;

    internal ConstantNode(NodeHeader header, long[] values)
        : base(header) => _values = values;

    internal override NodeTag Tag => NodeTag.Constant;

    internal ReadOnlySpan<long> Values => _values;

    internal static ConstantNode Read(NodeHeader header, ArtifactReader reader) => new(header, reader.Integers("constants"));

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 0 && _values.Length == Count, "the number of constants");
        return Count == 0 ? IntegerRange.Zero : IntegerRange.Checked(_values.Min(), _values.Max(), Layer);
    }

    internal override void Expand(int element, TermBuffer terms) => terms.Constant += _values[element];

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed) => _values.CopyTo(output, 0);

    internal override void Write(ArtifactWriter writer) => writer.Integers(_values);
}
