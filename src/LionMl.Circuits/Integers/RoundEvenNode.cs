using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>Divides by 2^Shift and rounds to the nearest integer, halves to the even one.</summary>
public sealed class RoundEvenNode : DecomposingNode
{
    internal RoundEvenNode(NodeHeader header, int shift, ImmutableArray<int> widths)
        : base(header, widths) => Shift = shift;

    /// <summary>The bits that are rounded away; at least 1.</summary>
    public int Shift { get; }

    internal override NodeTag Tag => NodeTag.RoundEven;

    internal override long Offset => 1L << (Shift - 1);

    internal override int ExtraRows => Shift == 1 ? 1 : 3;

    internal override double ExtraEntries => ExtraRows + Shift + 4;

    internal static RoundEvenNode Read(NodeHeader header, ArtifactReader reader) =>
        new(header, reader.Integer(1, MaxWidth, "a shift"), ReadWidths(reader));

    internal override IntegerNode WithWidths(ImmutableArray<int> widths) => new RoundEvenNode(Header, Shift, AtLeast(widths, Shift + 2));

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 1 && inputs[0].Count == Count, "the shape of its input");
        Accept([inputs[0].Range], Shift + 2);
        long limit = 1L << (Width - 1 - Shift);
        long low = Math.Max(Round(inputs[0].Range.Low, Shift), -limit), high = Math.Min(Round(inputs[0].Range.High, Shift), limit - 1);
        Require(low <= high, "no value can pass its width");
        return new IntegerRange(low, high);
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        Admit(inputs[0], observed);
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = Round(inputs[0][i], Shift);
        }
    }

    internal override void Lower(Lowering lowering, IntegerSignal<Fr>[] result)
    {
        foreach (int i in lowering.PackingOrder(this))
        {
            lowering.Gadgets.Element = i;
            result[i] = lowering.Gadgets.RescaleToEven(lowering.Operand(0, i), Width, Shift, lowering.Packer);
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
        writer.Integer(Shift);
        WriteWidths(writer);
    }

    /// <summary>A number divided by 2^shift, halves to the even neighbour.</summary>
    internal static long Round(long value, int shift)
    {
        if (shift == 0)
        {
            return value;
        }

        long raised = value + (1L << (shift - 1));
        long rounded = raised >> shift;
        bool half = (raised & ((1L << shift) - 1)) == 0;
        return half && (rounded & 1) != 0 ? rounded - 1 : rounded;
    }
}
