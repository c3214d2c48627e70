using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>max(x, 0) after dividing by 2^Shift and rounding, halves upwards; rounding before or after makes no difference.</summary>
public sealed class ReluNode : DecomposingNode
{
    internal ReluNode(NodeHeader header, int shift, ImmutableArray<int> widths)
        : base(header, widths) => Shift = shift;

    /// <summary>The bits that are rounded away; may be 0.</summary>
    public int Shift { get; }

    internal override NodeTag Tag => NodeTag.Relu;

    internal override double ExtraEntries => base.ExtraEntries - Shift;

    internal override long Offset => Shift == 0 ? 0 : 1L << (Shift - 1);

    internal static ReluNode Read(NodeHeader header, ArtifactReader reader) =>
        new(header, reader.Integer(0, MaxWidth, "a shift"), ReadWidths(reader));

    internal override IntegerNode WithWidths(ImmutableArray<int> widths) => new ReluNode(Header, Shift, AtLeast(widths, Shift + 2));

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 1 && inputs[0].Count == Count, "the shape of its input");
        bool byChannel = inputs[0].ChannelRanges is not null && inputs[0].Shape.Equals(Shape);
        Accept(byChannel ? inputs[0].ChannelRanges!.Value : [inputs[0].Range], Shift + 2);
        var ranges = new IntegerRange[Channels];
        for (int channel = 0; channel < ranges.Length; channel++)
        {
            long limit = (1L << (ChannelWidth(channel) - 1 - Shift)) - 1;
            var before = Decomposed[channel];
            ranges[channel] = new IntegerRange(Math.Min(Apply(before.Low), limit), Math.Min(Apply(before.High), limit));
        }

        ChannelRanges = byChannel ? [.. ranges] : null;
        return ranges.Aggregate((left, right) => left.Union(right));
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        Admit(inputs[0], observed);
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = Apply(inputs[0][i]);
        }
    }

    internal override void Lower(Lowering lowering, IntegerSignal<Fr>[] result)
    {
        foreach (int i in lowering.PackingOrder(this))
        {
            lowering.Gadgets.Element = i;
            result[i] = lowering.Gadgets.ReluRescale(
                lowering.Operand(0, i), WidthOf(i), Shift, lowering.PackerOf(0, i), lowering.PublicVariable(i));
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
        writer.Integer(Shift);
        WriteWidths(writer);
    }

    private long Apply(long value) => Math.Max(0, (value + Offset) >> Shift);
}
