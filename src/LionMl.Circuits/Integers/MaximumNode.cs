using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>Element by element, the larger of two tensors: a + relu(b − a).</summary>
public sealed class MaximumNode : DecomposingNode
{
    // A sign, and a digit for the difference itself.
    private const int LeastWidth = 2;

    internal MaximumNode(NodeHeader header, ImmutableArray<int> widths)
        : base(header, widths)
    {
    }

    internal override NodeTag Tag => NodeTag.Maximum;

    internal override long Offset => 0;

    internal static MaximumNode Read(NodeHeader header, ArtifactReader reader) => new(header, ReadWidths(reader));

    internal override IntegerNode WithWidths(ImmutableArray<int> widths) => new MaximumNode(Header, AtLeast(widths, LeastWidth));

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 2 && inputs[0].Count == Count && inputs[1].Count == Count, "the shapes of its operands");
        var (a, b) = (inputs[0].Range, inputs[1].Range);
        Accept([IntegerRange.Checked((Int128)b.Low - a.High, (Int128)b.High - a.Low, Layer)], LeastWidth);
        return new IntegerRange(Math.Max(a.Low, b.Low), Math.Max(a.High, b.High));
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = inputs[1][i] - inputs[0][i];
        }

        Admit(output, observed);
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = Math.Max(inputs[0][i], inputs[1][i]);
        }
    }

    internal override void Lower(Lowering lowering, IntegerSignal<Fr>[] result)
    {
        foreach (int i in lowering.PackingOrder(this))
        {
            lowering.Gadgets.Element = i;
            result[i] = lowering.Gadgets.Max([lowering.Operand(0, i), lowering.Operand(1, i)], Width, lowering.Packer);
        }
    }

    internal override void Write(ArtifactWriter writer) => WriteWidths(writer);
}
