using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>
/// One-hot selectors: along a new last axis, 1 at the place that an index names and 0 elsewhere. An index outside has no witness.
/// </summary>
public sealed class SelectorNode : IntegerNode
{
    internal SelectorNode(NodeHeader header)
        : base(header)
    {
    }

    /// <summary>The places that an index can name: the length of the last axis.</summary>
    public int Choices => Shape.Rank == 0 ? 0 : Shape[Shape.Rank - 1];

    internal override NodeTag Tag => NodeTag.Selector;

    internal static SelectorNode Read(NodeHeader header, ArtifactReader reader) => new(header);

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 1 && Choices > 0 && (long)inputs[0].Count * Choices == Count, "the shape of its index");
        return new IntegerRange(0, 1);
    }

    internal override bool AdmitsAll(IReadOnlyList<IntegerNode> inputs) => inputs[0].Range.Low >= 0 && inputs[0].Range.High < Choices;

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        var limit = new IntegerRange(0, Choices - 1);
        for (int i = 0; i < inputs[0].Length; i++)
        {
            if (!limit.Contains(inputs[0][i]))
            {
                string hint = Choices > 1
                    ? "It is an index; give one inside."
                    : "It is an index of a single place; at a NonZero, give as many elements that are not zero as the model was read for.";
                throw new RangeException(Layer, Describe(i * Choices), inputs[0][i], limit, hint);
            }

            output[(i * Choices) + (int)inputs[0][i]] = 1;
        }
    }

    internal override void Lower(Lowering lowering, IntegerSignal<Fr>[] result)
    {
        for (int i = 0; i < result.Length / Choices; i++)
        {
            lowering.Gadgets.Element = i * Choices;
            lowering.Gadgets.Select(lowering.Operand(0, i), result.AsSpan(i * Choices, Choices));
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
    }
}
