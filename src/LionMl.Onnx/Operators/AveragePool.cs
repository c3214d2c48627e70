using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Operators;

/// <summary>The mean of the elements under a moving window.</summary>
internal sealed class AveragePool() : Operator("AveragePool", 1, 1)
{
    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        CountsPadding(context.Attributes);
        TensorShape input = context.Shape(0);
        context.Set(0, WindowRules.OutputShape(WindowRules.ForPooling(context.Attributes, input), input[0], input[1]), context.Type(0));
    }

    public override long Work(InferContext context) => checked(
        context.OutputElements * new TensorShape(WindowRules.ForPooling(context.Attributes, context.Shape(0)).KernelSizes).ElementCount);

    public override void Run(RunContext context)
    {
        TensorShape input = context.Shape(0);
        bool countPadding = CountsPadding(context.Attributes);
        WindowGeometry window = WindowRules.ForPooling(context.Attributes, input);
        context.Set(0, Pooling.Average(context.Floats(0), window, input[0] * input[1], countPadding, context.Threads));
    }

    private static bool CountsPadding(NodeAttributes attributes) => attributes.GetInt("count_include_pad", 0) != 0;
}
