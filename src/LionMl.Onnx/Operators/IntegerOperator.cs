using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>An operator of the bits of two tensors of integers that are stretched to a common shape.</summary>
internal abstract class IntegerOperator(string opType) : Operator(opType, 2, 2)
{
    public override void Infer(InferContext context)
    {
        context.RequireSameType(0, 1);
        if (!context.Type(0).IsInteger())
        {
            throw new NodeProblemException($"its inputs are of type {context.Type(0)}; integers are needed");
        }

        Function(context.Attributes, context.Type(0));
        context.Set(0, context.Broadcast(0, 1), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        Tensor left = context.Input(0);
        Tensor right = context.Input(1);
        Func<long, long, long> function = Function(context.Attributes, left.Type);
        context.Set(0, Broadcast.Apply<long, long>(
            left.IntegerArray, left.Shape, right.IntegerArray, right.Shape, context.OutputShape(0), Each, context.Threads));

        void Each(ReadOnlySpan<long> l, ReadOnlySpan<long> r, Span<long> result)
        {
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = function(l[i], r[i]);
            }
        }
    }

    /// <summary>The function with the node's attributes put in; results are wrapped to the type's size afterwards.</summary>
    protected abstract Func<long, long, long> Function(NodeAttributes attributes, ElementType type);
}
