using System.Collections.Immutable;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The axes in another order: axis i of the result is axis perm[i] of the input; without perm they are reversed.</summary>
internal sealed class Transpose() : MovementOperator("Transpose", 1, 1)
{
    public override void Infer(InferContext context)
    {
        TensorShape input = context.Shape(0);
        int[] order = Order(context.Attributes, input.Rank);
        context.Set(0, new TensorShape([.. order.Select(axis => input[axis])]), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape input = context.Shape(0);
        int[][] tables = Unmoved(input);
        return Separable([.. Order(context.Attributes, input.Rank).Select(axis => tables[axis])]);
    }

    private static int[] Order(NodeAttributes attributes, int rank)
    {
        ImmutableArray<long> order = attributes.GetInts("perm");
        if (order.IsDefault)
        {
            return [.. Enumerable.Range(0, rank).Reverse()];
        }

        if (order.Length != rank || !order.Order().SequenceEqual(Enumerable.Range(0, rank).Select(axis => (long)axis)))
        {
            throw new NodeProblemException($"its perm [{string.Join(", ", order)}] is not an order of the {rank} axes of its input");
        }

        return [.. order.Select(axis => (int)axis)];
    }
}
