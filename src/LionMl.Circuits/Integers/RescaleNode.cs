using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>Divides by 2^Shift and rounds to the nearest integer, halves upwards: ⌊(x + 2^(Shift−1)) / 2^Shift⌋.</summary>
public sealed class RescaleNode : DecomposingNode
{
    internal RescaleNode(NodeHeader header, int shift, ImmutableArray<int> widths)
        : base(header, widths) => Shift = shift;

    /// <summary>The bits that are rounded away; at least 1.</summary>
    public int Shift { get; }

    internal override NodeTag Tag => NodeTag.Rescale;

    internal override long Offset => 1L << (Shift - 1);

    internal override int ExtraRows => 0;

    internal static RescaleNode Read(NodeHeader header, ArtifactReader reader) =>
        new(header, reader.Integer(1, MaxWidth, "a shift"), ReadWidths(reader));

    internal override IntegerNode WithWidths(ImmutableArray<int> widths) => new RescaleNode(Header, Shift, AtLeast(widths, Shift + 1));

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 1 && inputs[0].Count == Count, "the shape of its input");
        Accept([inputs[0].Range], Shift + 1);
        long limit = 1L << (Width - 1 - Shift);
        long low = Math.Max(Round(inputs[0].Range.Low), -limit), high = Math.Min(Round(inputs[0].Range.High), limit - 1);
        Require(low <= high, "no value can pass its width");
        return new IntegerRange(low, high);
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        Admit(inputs[0], observed);
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = Round(inputs[0][i]);
        }
    }

    internal override void Lower(Lowering lowering, IntegerSignal<Fr>[] result)
    {
        foreach (int i in lowering.PackingOrder(this))
        {
            lowering.Gadgets.Element = i;
            result[i] = lowering.Gadgets.Rescale(lowering.Operand(0, i), Width, Shift, lowering.PackerOf(0, i), lowering.IsReadOften);
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
        writer.Integer(Shift);
        WriteWidths(writer);
    }

    private long Round(long value) => (value + Offset) >> Shift;
}
