using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>Divides by 2^Shift, rounds, and takes 0 for what is negative and 2^OutputBits − 1 for what is greater.</summary>
public sealed class ClampNode : DecomposingNode
{
    private const int MaxOutputBits = 32;

    internal ClampNode(NodeHeader header, int shift, int outputBits, bool toEven, ImmutableArray<int> widths)
        : base(header, widths)
    {
        Shift = shift;
        OutputBits = outputBits;
        ToEven = toEven;
    }

    /// <summary>The bits that are rounded away; may be 0.</summary>
    public int Shift { get; }

    /// <summary>The bits of the result, which has no sign.</summary>
    public int OutputBits { get; }

    /// <summary>Whether halves go to the even neighbour; otherwise upwards.</summary>
    public bool ToEven { get; }

    internal override NodeTag Tag => NodeTag.Clamp;

    internal override long Offset => Shift == 0 ? 0 : 1L << (Shift - 1);

    internal override int ExtraRows => (Width > LeastWidth ? 3 : 1) + (ToEven && Shift > 0 ? (Shift == 1 ? 1 : 3) : 0);

    internal override double ExtraEntries => Width + Shift + 12;

    private int LeastWidth => Shift + OutputBits + 1;

    internal static ClampNode Read(NodeHeader header, ArtifactReader reader) => new(
        header,
        reader.Integer(0, MaxWidth, "a shift"),
        reader.Integer(1, MaxOutputBits, "the bits of a result"),
        reader.Integer(0, 1, "a way of rounding") == 1,
        ReadWidths(reader));

    internal override IntegerNode WithWidths(ImmutableArray<int> widths) =>
        new ClampNode(Header, Shift, OutputBits, ToEven, AtLeast(widths, LeastWidth));

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 1 && inputs[0].Count == Count, "the shape of its input");
        Accept([inputs[0].Range], LeastWidth);
        return new IntegerRange(Apply(inputs[0].Range.Low), Apply(inputs[0].Range.High));
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
            result[i] = lowering.Gadgets.SaturatingRescale(lowering.Operand(0, i), Width, Shift, OutputBits, ToEven, lowering.Packer);
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
        writer.Integer(Shift);
        writer.Integer(OutputBits);
        writer.Integer(ToEven ? 1 : 0);
        WriteWidths(writer);
    }

    private long Apply(long value)
    {
        long rounded = ToEven ? RoundEvenNode.Round(value, Shift) : (value + Offset) >> Shift;
        return Math.Clamp(rounded, 0, (1L << OutputBits) - 1);
    }
}
