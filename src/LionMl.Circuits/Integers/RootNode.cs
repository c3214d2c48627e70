using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>Element by element, ⌊√x⌋; negative numbers have no witness.</summary>
public sealed class RootNode : DecomposingNode
{
    internal RootNode(NodeHeader header, ImmutableArray<int> widths)
        : base(header, widths)
    {
    }

    internal override NodeTag Tag => NodeTag.Root;

    internal override long Offset => 0;

    internal override int ExtraRows => (2 * Width) + 3;

    internal override double ExtraEntries => (10 * Width) + 12;

    internal static RootNode Read(NodeHeader header, ArtifactReader reader) => new(header, ReadWidths(reader));

    internal override IntegerNode WithWidths(ImmutableArray<int> widths) => new RootNode(Header, AtLeast(widths, 1));

    internal override int WidthFor(IntegerRange values) => Math.Max(1, IntegerRange.BitsOf(values.High));

    internal override IntegerRange Limit(int width) => new(0, (1L << width) - 1);

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 1 && inputs[0].Count == Count, "the shape of its input");
        Accept([new IntegerRange(Root(Math.Max(0, inputs[0].Range.Low)), Root(Math.Max(0, inputs[0].Range.High)))], 1);
        return new IntegerRange(0, Math.Min(Decomposed[0].High, Limit(Width).High));
    }

    internal override bool AdmitsAll(IReadOnlyList<IntegerNode> inputs) => base.AdmitsAll(inputs) && inputs[0].Range.Low >= 0;

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        var limit = new IntegerRange(0, long.MaxValue);
        for (int i = 0; i < output.Length; i++)
        {
            if (inputs[0][i] < 0)
            {
                throw Outside(inputs[0], i, limit, "A square root needs a number that is not negative. ");
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
            result[i] = lowering.Gadgets.SquareRoot(lowering.Operand(0, i), Width, lowering.Packer);
        }
    }

    internal override void Write(ArtifactWriter writer) => WriteWidths(writer);

    private static long Root(long number) => IntegerGadgets<Fr>.FloorRoot(number);
}
