using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>An arithmetic operator of two operands that are stretched to a common shape.</summary>
internal abstract class BinaryOperator(string opType) : Operator(opType, 2, 2)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context)
    {
        if (opset < 7 && node.Attributes.Has("axis"))
        {
            node = StretchAlongAxis(node, context);
        }

        return node with { Attributes = node.Attributes.Without("axis").Without("broadcast").Without("consumed_inputs") };
    }

    public override void Infer(InferContext context)
    {
        context.RequireNumbers(0);
        context.RequireSameType(0, 1);
        context.Set(0, context.Broadcast(0, 1), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        Tensor left = context.Input(0);
        Tensor right = context.Input(1);
        TensorShape shape = context.OutputShape(0);
        if (left.Type.IsFloating())
        {
            context.Set(
                0,
                Broadcast.Apply<float, float>(left.FloatArray, left.Shape, right.FloatArray, right.Shape, shape, Floats, context.Threads));
            return;
        }

        bool unsigned = left.Type == ElementType.UInt64;
        Broadcast.Kernel<long, long> kernel = (l, r, d) => Integers(l, r, d, unsigned);
        context.Set(0, Broadcast.Apply(left.IntegerArray, left.Shape, right.IntegerArray, right.Shape, shape, kernel, context.Threads));
    }

    /// <summary>Combines runs of real numbers of the same length.</summary>
    protected abstract void Floats(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> result);

    /// <summary>Combines runs of integers of the same length; results are wrapped to the type's size afterwards.</summary>
    /// <param name="left">One operand.</param>
    /// <param name="right">The other.</param>
    /// <param name="result">The result.</param>
    /// <param name="unsigned">Whether the numbers are unsigned and 64 bits wide.</param>
    protected abstract void Integers(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<long> result, bool unsigned);

    // Before opset 7 the second operand's axes could be laid against any of the first's; today's rule wants them at the end.
    private static Node StretchAlongAxis(Node node, OpsetContext context)
    {
        TensorShape left = context.Shape(node.Inputs[0]);
        TensorShape right = context.Shape(node.Inputs[1]);
        long axis = node.Attributes.GetInt("axis", 0);
        axis = axis < 0 ? axis + left.Rank : axis;
        long behind = left.Rank - axis - right.Rank;
        if (behind == 0)
        {
            return node;
        }

        if (behind < 0 || axis < 0 || context.Constant(node.Inputs[1]) is not { } value)
        {
            throw new NodeProblemException(
                "it stretches an operand along a given axis, which ended with opset 6: export the model with opset 17");
        }

        var shape = new TensorShape(right.Dimensions.AddRange(Enumerable.Repeat(1, (int)behind)));
        return OpsetForms.WithInput(node, 1, context.Add(node, "stretched", value.Reshape(shape)));
    }
}
