using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>
/// A linear layer whose weights and biases are computed values, such as private parameters: inner products, many to a row. Inputs: the
/// layer's input, the weights, the biases.
/// </summary>
public abstract class TiledNode : IntegerNode
{
    private protected TiledNode(NodeHeader header)
        : base(header)
    {
    }

    /// <inheritdoc/>
    public override long Macs => (long)Count * InnerLength;

    /// <summary>Matrices that are multiplied apart: batches, groups.</summary>
    internal abstract int Blocks { get; }

    /// <summary>Rows of a block: positions that meet the same weights.</summary>
    internal abstract int BlockRows { get; }

    /// <summary>Columns of a block: neurons, or channels, that meet the same inputs.</summary>
    internal abstract int BlockColumns { get; }

    /// <summary>The length of each inner product.</summary>
    internal abstract int InnerLength { get; }

    /// <summary>The element of the input at a place of a row; −1 for padding.</summary>
    internal abstract int InputAt(int block, int row, int k);

    /// <summary>The weight at a place of a column.</summary>
    internal abstract int WeightAt(int block, int column, int k);

    /// <summary>The result's element.</summary>
    internal abstract int ResultAt(int block, int row, int column);

    /// <summary>The bias of a column.</summary>
    internal abstract int BiasAt(int block, int column);

    internal sealed override void Lower(Lowering lowering, IntegerSignal<Fr>[] result) => lowering.WriteTiles(this, result);

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        var (x, w, b) = (inputs[0].Range.Union(IntegerRange.Zero), inputs[1].Range, inputs[2].Range);
        Int128 low = 0, high = 0;
        foreach (Int128 corner in (ReadOnlySpan<Int128>)[
            (Int128)x.Low * w.Low, (Int128)x.Low * w.High, (Int128)x.High * w.Low, (Int128)x.High * w.High])
        {
            low = Int128.Min(low, corner);
            high = Int128.Max(high, corner);
        }

        return IntegerRange.Checked((InnerLength * low) + b.Low, (InnerLength * high) + b.High, Layer);
    }

    private protected static int[] ToWeights(long[] values) => Array.ConvertAll(values, value => (int)value);
}
