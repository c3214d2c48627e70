using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// The elements of one tensor where a condition holds, those of another elsewhere; all three stretched to a common shape.
/// </summary>
internal sealed class Where() : Operator("Where", 3, 3)
{
    public override void Infer(InferContext context)
    {
        context.RequireSameType(1, 2);
        if (context.Type(0) != ElementType.Bool)
        {
            throw new NodeProblemException($"its condition is of type {context.Type(0)}; truth values are needed");
        }

        context.Set(0, InferContext.Broadcast(context.Broadcast(0, 1), context.Shape(2)), context.Type(1));
    }

    public override void Run(RunContext context)
    {
        if (context.Input(1).Type.IsFloating())
        {
            context.Set(0, Choose(context, tensor => tensor.FloatArray));
        }
        else if (context.Input(1).Type.IsInteger())
        {
            context.Set(0, Choose(context, tensor => tensor.IntegerArray));
        }
        else
        {
            context.Set(0, Choose(context, tensor => tensor.BooleanArray));
        }
    }

    private static T[] Choose<T>(RunContext context, Func<Tensor, T[]> elementsOf)
    {
        TensorShape shape = context.OutputShape(0);
        bool[] condition = Broadcast.Stretch(context.Input(0).BooleanArray, context.Shape(0), shape, context.Threads);
        T[] left = Broadcast.Stretch(elementsOf(context.Input(1)), context.Shape(1), shape, context.Threads);
        T[] right = Broadcast.Stretch(elementsOf(context.Input(2)), context.Shape(2), shape, context.Threads);
        T[] result = new T[condition.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = condition[i] ? left[i] : right[i];
        }

        return result;
    }
}
