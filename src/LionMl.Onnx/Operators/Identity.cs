namespace LionMl.Onnx.Operators;

/// <summary>The input, unchanged.</summary>
internal sealed class Identity() : MovementOperator("Identity", 1, 1)
{
    public override void Infer(InferContext context) => context.Set(0, context.Shape(0), context.Type(0));

    public override int[]? Sources(MoveContext context, int output) => null;
}
