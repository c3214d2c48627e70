using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>max(x, 0) after dividing by 2^Shift and rounding, halves upwards; rounding before or after makes no difference.</summary>
public sealed class ReluNode : DecomposingNode
{
    internal ReluNode(NodeHeader header, int shift, int width)
        : base(header, width) => Shift = shift;

    /// <summary>The bits that are rounded away; may be 0.</summary>
    public int Shift { get; }

    internal override NodeTag Tag => NodeTag.Relu;

    internal override long Offset => Shift == 0 ? 0 : 1L << (Shift - 1);

    internal static ReluNode Read(NodeHeader header, ArtifactReader reader) =>
        new(header, reader.Integer(0, MaxWidth, "a shift"), reader.Integer(1, MaxWidth, "a width"));

    internal override IntegerNode WithWidth(int width) => new ReluNode(Header, Shift, Math.Max(width, Shift + 2));

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 1 && inputs[0].Count == Count, "the shape of its input");
        Require(Shift >= 0 && Width > Shift + 1, "its shift");
        CheckWidth();
        Decomposed = inputs[0].Range;
        long limit = (1L << (Width - 1 - Shift)) - 1;
        return new IntegerRange(Math.Min(Apply(Decomposed.Low), limit), Math.Min(Apply(Decomposed.High), limit));
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
            result[i] = lowering.Gadgets.ReluRescale(lowering.Operand(0, i), Width, Shift, lowering.Packer, lowering.PublicVariable(i));
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
        writer.Integer(Shift);
        writer.Integer(Width);
    }

    private long Apply(long value) => Math.Max(0, (value + Offset) >> Shift);
}
