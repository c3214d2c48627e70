using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>Element by element, the product of two tensors; one constraint each.</summary>
public sealed class ProductNode : IntegerNode
{
    internal ProductNode(NodeHeader header)
        : base(header)
    {
    }

    /// <inheritdoc/>
    public override long Macs => Count;

    internal override NodeTag Tag => NodeTag.Product;

    internal bool IsSquare => Inputs[0] == Inputs[1];

    internal static ProductNode Read(NodeHeader header, ArtifactReader reader) => new(header);

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 2 && inputs[0].Count == Count && inputs[1].Count == Count, "the shapes of its factors");
        var (a, b) = (inputs[0].Range, inputs[1].Range);
        Int128 low = Int128.MaxValue, high = Int128.MinValue;
        foreach (Int128 corner in (ReadOnlySpan<Int128>)[
            (Int128)a.Low * b.Low, (Int128)a.Low * b.High, (Int128)a.High * b.Low, (Int128)a.High * b.High])
        {
            low = Int128.Min(low, corner);
            high = Int128.Max(high, corner);
        }

        // A square is never negative: the same element stands on both sides.
        return IntegerRange.Checked(IsSquare ? Int128.Max(low, 0) : low, high, Layer);
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = inputs[0][i] * inputs[1][i];
        }
    }

    internal override void Lower(Lowering lowering, IntegerSignal<Fr>[] result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            lowering.Gadgets.Element = i;
            result[i] = IsSquare
                ? lowering.Gadgets.Square(lowering.Operand(0, i), lowering.PublicVariable(i))
                : lowering.Gadgets.Product(lowering.Operand(0, i), lowering.Operand(1, i), lowering.PublicVariable(i));
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
    }
}
