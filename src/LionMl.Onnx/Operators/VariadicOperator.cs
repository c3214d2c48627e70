using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>An operator that combines any number of tensors, stretched to a common shape, two by two.</summary>
internal abstract class VariadicOperator(string opType) : Operator(opType, 1, int.MaxValue)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context) =>
        node with { Attributes = node.Attributes.Without("consumed_inputs") };

    public override void Infer(InferContext context)
    {
        TensorShape shape = context.Shape(0);
        context.RequireNumbers(0);
        for (int i = 1; i < context.InputCount; i++)
        {
            if (!context.Has(i))
            {
                throw new NodeProblemException($"its input {i} is absent");
            }

            context.RequireSameType(0, i);
            shape = InferContext.Broadcast(shape, context.Shape(i));
        }

        context.Set(0, shape, context.Type(0));
    }

    public override long Work(InferContext context) => checked(context.OutputElements * context.InputCount);

    public override void Run(RunContext context)
    {
        if (context.Input(0).Type.IsInteger())
        {
            bool unsigned = context.Input(0).Type == ElementType.UInt64;
            context.Set(0, Fold<long>(context, tensor => tensor.IntegerArray, (l, r, d) => Integers(l, r, d, unsigned)));
            return;
        }

        float[] result = Fold<float>(context, tensor => tensor.FloatArray, Floats);
        context.Set(0, Finish(result, context.InputCount));
    }

    /// <summary>Combines runs of real numbers.</summary>
    protected abstract void Floats(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> result);

    /// <summary>Combines runs of integers.</summary>
    protected abstract void Integers(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<long> result, bool unsigned);

    /// <summary>What is done to the result in the end, given the number of tensors; it may be the first tensor's own array.</summary>
    protected virtual float[] Finish(float[] result, int count) => result;

    private static T[] Fold<T>(RunContext context, Func<Tensor, T[]> elementsOf, Broadcast.Kernel<T, T> kernel)
    {
        T[] result = elementsOf(context.Input(0));
        TensorShape shape = context.Shape(0);
        for (int i = 1; i < context.InputCount; i++)
        {
            TensorShape.TryBroadcast(shape, context.Shape(i), out TensorShape? common);
            result = Broadcast.Apply(result, shape, elementsOf(context.Input(i)), context.Shape(i), common!, kernel, context.Threads);
            shape = common!;
        }

        return result;
    }
}
