using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The opposite truth value.</summary>
internal sealed class Not() : Operator("Not", 1, 1)
{
    public override void Infer(InferContext context)
    {
        if (context.Type(0) != ElementType.Bool)
        {
            throw new NodeProblemException($"its input is of type {context.Type(0)}; truth values are needed");
        }

        context.Set(0, context.Shape(0), ElementType.Bool);
    }

    public override void Run(RunContext context) => context.Set(0, Array.ConvertAll(context.Input(0).BooleanArray, value => !value));
}
