using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Operators;

/// <summary>A tensor stretched to a given shape (and that shape to the tensor's, where its dimensions are 1).</summary>
internal sealed class Expand() : MovementOperator("Expand", 2, 2)
{
    public override void Infer(InferContext context)
    {
        TensorShape wanted = InferContext.ShapeOf(context.RequireIntegers(1, "target shape"));
        context.Set(0, InferContext.Broadcast(context.Shape(0), wanted), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape shape = context.OutputShape(0);
        long[] strides = Broadcast.StretchedStrides(context.Shape(0), shape);
        return Separable([.. strides.Select((stride, axis) => Steps(shape[axis], 0, 1, stride))]);
    }
}
