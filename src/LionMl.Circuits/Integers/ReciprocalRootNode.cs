using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>Element by element, ⌊2^Precision / √x⌋; numbers below 1 have no witness.</summary>
public sealed class ReciprocalRootNode : DecomposingNode
{
    internal const int MaxPrecision = 30;

    internal ReciprocalRootNode(NodeHeader header, int precision, int numberBits, ImmutableArray<int> widths)
        : base(header, widths)
    {
        Precision = precision;
        NumberBits = numberBits;
    }

    /// <summary>The power of two that is divided by the root.</summary>
    public int Precision { get; }

    /// <summary>The number must be below 2^NumberBits.</summary>
    public int NumberBits { get; }

    internal override NodeTag Tag => NodeTag.ReciprocalRoot;

    internal override long Offset => 0;

    internal override int ExtraRows => (2 * IntegerGadgets<Fr>.RestBits(Precision, NumberBits)) + 2;

    internal override double ExtraEntries => (5 * ExtraRows) + (2 * Width);

    internal static ReciprocalRootNode Read(NodeHeader header, ArtifactReader reader) => new(
        header,
        reader.Integer(0, MaxPrecision, "a precision"),
        reader.Integer(1, MaxWidth, "the bits of a number"),
        ReadWidths(reader));

    internal override IntegerNode WithWidths(ImmutableArray<int> widths) =>
        new ReciprocalRootNode(Header, Precision, NumberBits, AtLeast(widths, 1));

    internal override int WidthFor(IntegerRange values) => Math.Max(1, IntegerRange.BitsOf(values.High));

    internal override IntegerRange Limit(int width) => new(0, (1L << width) - 1);

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 1 && inputs[0].Count == Count, "the shape of its input");
        Require(Precision is >= 0 and <= MaxPrecision && NumberBits is >= 1 and <= MaxWidth, "its precision");
        Require(IntegerGadgets<Fr>.RestBits(Precision, NumberBits) <= MaxWidth, "its precision");
        long least = Math.Max(1, inputs[0].Range.Low), most = Math.Max(least, inputs[0].Range.High);
        Accept([new IntegerRange(Root(most), Root(least))], 1);
        return new IntegerRange(0, Math.Min(Decomposed[0].High, Limit(Width).High));
    }

    internal override bool AdmitsAll(IReadOnlyList<IntegerNode> inputs) =>
        base.AdmitsAll(inputs) && inputs[0].Range.Low >= 1 && inputs[0].Range.High < 1L << NumberBits;

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        var limit = new IntegerRange(1, (1L << NumberBits) - 1);
        for (int i = 0; i < output.Length; i++)
        {
            if (!limit.Contains(inputs[0][i]))
            {
                throw Outside(inputs[0], i, limit, "Its square root is a divisor, so it must be positive. ");
            }

            output[i] = Root(inputs[0][i]);
        }

        Admit(output, observed);
    }

    internal override void Lower(Lowering lowering, IntegerSignal<Fr>[] result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            lowering.Gadgets.Element = i;
            result[i] = lowering.Gadgets.ReciprocalRoot(lowering.Operand(0, i), Precision, Width, NumberBits, lowering.Packer);
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
        writer.Integer(Precision);
        writer.Integer(NumberBits);
        WriteWidths(writer);
    }

    private long Root(long number) => IntegerGadgets<Fr>.FloorReciprocalRoot(number, Precision);
}
