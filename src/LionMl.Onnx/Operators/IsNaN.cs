namespace LionMl.Onnx.Operators;

/// <summary>Whether an element is no number.</summary>
internal sealed class IsNaN() : Operator("IsNaN", 1, 1)
{
    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        context.Set(0, context.Shape(0), ElementType.Bool);
    }

    public override void Run(RunContext context) => context.Set(0, Array.ConvertAll(context.Floats(0), float.IsNaN));
}
