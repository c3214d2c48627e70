using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The bits that are not set in an integer.</summary>
internal sealed class BitwiseNot() : Operator("BitwiseNot", 1, 1)
{
    public override void Infer(InferContext context)
    {
        if (!context.Type(0).IsInteger())
        {
            throw new NodeProblemException($"its input is of type {context.Type(0)}; integers are needed");
        }

        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override void Run(RunContext context) => context.Set(0, Array.ConvertAll(context.Input(0).IntegerArray, value => ~value));
}
