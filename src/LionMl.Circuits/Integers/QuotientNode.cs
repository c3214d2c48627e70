using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>Element by element, ⌊a / b⌋ for a divisor b that is computed and positive; others have no witness.</summary>
public sealed class QuotientNode : DecomposingNode
{
    internal QuotientNode(NodeHeader header, int divisorBits, ImmutableArray<int> widths)
        : base(header, widths) => DivisorBits = divisorBits;

    /// <summary>The divisor must not exceed 2^DivisorBits.</summary>
    public int DivisorBits { get; }

    internal override NodeTag Tag => NodeTag.Quotient;

    internal override long Offset => 0;

    internal override int ExtraRows => (2 * DivisorBits) + 1;

    internal override double ExtraEntries => (10 * DivisorBits) + Width;

    internal static QuotientNode Read(NodeHeader header, ArtifactReader reader) =>
        new(header, reader.Integer(1, MaxWidth, "the bits of a divisor"), ReadWidths(reader));

    internal override IntegerNode WithWidths(ImmutableArray<int> widths) => new QuotientNode(Header, DivisorBits, AtLeast(widths, 1));

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 2 && inputs[0].Count == Count && inputs[1].Count == Count, "the shapes of its operands");
        Require(DivisorBits is >= 1 and <= MaxWidth, "the bits of its divisor");
        var (a, b) = (inputs[0].Range, inputs[1].Range);

        // The constraints also admit some divisors above 2^DivisorBits, though never twice as large ones.
        long least = Math.Max(1, b.Low), most = Math.Max(least, Math.Min(b.High, (2L << DivisorBits) - 1));
        var quotient = new IntegerRange(
            Math.Min(Floor(a.Low, least), Floor(a.Low, most)), Math.Max(Floor(a.High, least), Floor(a.High, most)));
        Accept([quotient], 1);
        var limit = Limit(Width);
        long low = Math.Max(quotient.Low, limit.Low), high = Math.Min(quotient.High, limit.High);
        Require(low <= high, "no quotient can pass its width");
        return new IntegerRange(low, high);
    }

    internal override bool AdmitsAll(IReadOnlyList<IntegerNode> inputs) =>
        base.AdmitsAll(inputs) && inputs[1].Range.Low >= 1 && inputs[1].Range.High <= 1L << DivisorBits;

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        var limit = new IntegerRange(1, 1L << DivisorBits);
        for (int i = 0; i < output.Length; i++)
        {
            if (!limit.Contains(inputs[1][i]))
            {
                throw Outside(inputs[1], i, limit, "It is a divisor, which must be positive. ");
            }

            output[i] = Floor(inputs[0][i], inputs[1][i]);
        }

        Admit(output, observed);
    }

    internal override void Lower(Lowering lowering, IntegerSignal<Fr>[] result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            lowering.Gadgets.Element = i;
            result[i] = lowering.Gadgets.FloorDivide(
                lowering.Operand(0, i), lowering.Operand(1, i), Width, DivisorBits, lowering.Packer);
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
        writer.Integer(DivisorBits);
        WriteWidths(writer);
    }

    private static long Floor(long numerator, long divisor) => IntegerGadgets<Fr>.FloorDivRem(numerator, divisor).Quotient;
}
