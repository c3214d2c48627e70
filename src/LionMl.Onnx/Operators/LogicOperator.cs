using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>An operator that combines two tensors of truth values, stretched to a common shape.</summary>
internal abstract class LogicOperator(string opType) : Operator(opType, 2, 2)
{
    public override void Infer(InferContext context)
    {
        context.RequireSameType(0, 1);
        if (context.Type(0) != ElementType.Bool)
        {
            throw new NodeProblemException($"its inputs are of type {context.Type(0)}; truth values are needed");
        }

        context.Set(0, context.Broadcast(0, 1), ElementType.Bool);
    }

    public override void Run(RunContext context)
    {
        Tensor left = context.Input(0);
        Tensor right = context.Input(1);
        context.Set(0, Broadcast.Apply<bool, bool>(
            left.BooleanArray, left.Shape, right.BooleanArray, right.Shape, context.OutputShape(0), CombineAll, context.Threads));
    }

    /// <summary>Combines two truth values.</summary>
    protected abstract bool Combine(bool left, bool right);

    private void CombineAll(ReadOnlySpan<bool> left, ReadOnlySpan<bool> right, Span<bool> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Combine(left[i], right[i]);
        }
    }
}
