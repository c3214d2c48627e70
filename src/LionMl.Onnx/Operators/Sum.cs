using System.Numerics.Tensors;
using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Operators;

/// <summary>Sum of any number of tensors, stretched to a common shape.</summary>
internal sealed class Sum() : Operator("Sum", 1, int.MaxValue)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context) =>
        node with { Attributes = node.Attributes.Without("consumed_inputs") };

    public override void Infer(InferContext context)
    {
        TensorShape shape = context.Shape(0);
        context.RequireFloating(0);
        for (int i = 1; i < context.InputCount; i++)
        {
            context.RequireSameType(0, i);
            shape = InferContext.Broadcast(shape, context.Shape(i));
        }

        context.Set(0, shape, context.Type(0));
    }

    public override void Run(RunContext context)
    {
        float[] sum = context.Floats(0);
        TensorShape shape = context.Shape(0);
        for (int i = 1; i < context.InputCount; i++)
        {
            TensorShape.TryBroadcast(shape, context.Shape(i), out TensorShape? common);
            sum = Broadcast.Apply<float, float>(
                sum, shape, context.Floats(i), context.Shape(i), common!, (l, r, d) => TensorPrimitives.Add(l, r, d), context.Threads);
            shape = common!;
        }

        context.Set(0, sum);
    }
}
