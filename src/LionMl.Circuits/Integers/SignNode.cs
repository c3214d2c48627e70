using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>1 where a number is zero or positive, 0 where it is negative: its sign digit.</summary>
public sealed class SignNode : DecomposingNode
{
    private const int LeastWidth = 2;

    internal SignNode(NodeHeader header, ImmutableArray<int> widths)
        : base(header, widths)
    {
    }

    internal override NodeTag Tag => NodeTag.Sign;

    internal override long Offset => 0;

    internal override int ExtraRows => 0;

    internal static SignNode Read(NodeHeader header, ArtifactReader reader) => new(header, ReadWidths(reader));

    internal override IntegerNode WithWidths(ImmutableArray<int> widths) => new SignNode(Header, AtLeast(widths, LeastWidth));

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 1 && inputs[0].Count == Count, "the shape of its input");
        Accept([inputs[0].Range], LeastWidth);
        return new IntegerRange(0, 1);
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        Admit(inputs[0], observed);
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = inputs[0][i] >= 0 ? 1 : 0;
        }
    }

    internal override void Lower(Lowering lowering, IntegerSignal<Fr>[] result)
    {
        foreach (int i in lowering.PackingOrder(this))
        {
            lowering.Gadgets.Element = i;
            result[i] = lowering.Gadgets.IsNonNegative(lowering.Operand(0, i), Width, lowering.Packer);
        }
    }

    internal override void Write(ArtifactWriter writer) => WriteWidths(writer);
}
