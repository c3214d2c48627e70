using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Operators;

/// <summary>The norm of the elements under a moving window; padding counts as zeros.</summary>
internal sealed class LpPool() : Operator("LpPool", 1, 1)
{
    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        LpRules.Exponent(context.Attributes);
        TensorShape input = context.Shape(0);
        context.Set(0, WindowRules.OutputShape(WindowRules.ForPooling(context.Attributes, input), input[0], input[1]), context.Type(0));
    }

    public override long Work(InferContext context) => checked(
        context.OutputElements * new TensorShape(WindowRules.ForPooling(context.Attributes, context.Shape(0)).KernelSizes).ElementCount);

    public override void Run(RunContext context)
    {
        TensorShape input = context.Shape(0);
        WindowGeometry window = WindowRules.ForPooling(context.Attributes, input);
        long p = LpRules.Exponent(context.Attributes);
        context.Set(0, Pooling.Norm(
            context.Floats(0), window, input[0] * input[1], x => LpRules.Power(x, p), sum => LpRules.Root(sum, p), context.Threads));
    }
}
