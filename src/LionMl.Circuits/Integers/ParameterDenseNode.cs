namespace LionMl.Circuits;

/// <summary>As <see cref="DenseNode"/>, with weights [columns, inner] and biases that are computed.</summary>
public sealed class ParameterDenseNode : TiledNode
{
    private int _inner;

    internal ParameterDenseNode(NodeHeader header)
        : base(header)
    {
    }

    internal override NodeTag Tag => NodeTag.ParameterDense;

    internal override int Blocks => 1;

    internal override int BlockRows => Count / BlockColumns;

    internal override int BlockColumns => Shape[Shape.Rank - 1];

    internal override int InnerLength => _inner;

    internal static ParameterDenseNode Read(NodeHeader header, ArtifactReader reader) => new(header);

    internal override int InputAt(int block, int row, int k) => (row * _inner) + k;

    internal override int WeightAt(int block, int column, int k) => (column * _inner) + k;

    internal override int ResultAt(int block, int row, int column) => (row * BlockColumns) + column;

    internal override int BiasAt(int block, int column) => column;

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 3, "it reads three tensors");
        Require(Shape.Rank > 0 && Count > 0 && inputs[2].Count == BlockColumns, "the number of columns");
        Require(inputs[1].Count > 0 && inputs[1].Count % BlockColumns == 0, "the number of weights");
        _inner = inputs[1].Count / BlockColumns;
        Require((long)BlockRows * _inner == inputs[0].Count, "the length of its rows");
        Require(inputs[1].Range.SignedBits <= 31, "the bits of its weights");
        return base.Bound(inputs);
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed) =>
        new DenseNode(Header, ToWeights(inputs[1]), inputs[2]).Run([inputs[0]], output, observed);

    internal override void Write(ArtifactWriter writer)
    {
    }
}
