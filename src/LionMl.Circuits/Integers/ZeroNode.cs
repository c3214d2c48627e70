using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>1 where a number is zero, 0 elsewhere; two constraints each, whatever its range.</summary>
public sealed class ZeroNode : IntegerNode
{
    internal ZeroNode(NodeHeader header)
        : base(header)
    {
    }

    internal override NodeTag Tag => NodeTag.Zero;

    internal static ZeroNode Read(NodeHeader header, ArtifactReader reader) => new(header);

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 1 && inputs[0].Count == Count, "the shape of its input");
        return new IntegerRange(0, 1);
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = inputs[0][i] == 0 ? 1 : 0;
        }
    }

    internal override void Lower(Lowering lowering, IntegerSignal<Fr>[] result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            lowering.Gadgets.Element = i;
            result[i] = lowering.Gadgets.IsZero(lowering.Operand(0, i), lowering.PublicVariable(i));
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
    }
}
