namespace LionMl.Onnx.Operators;

/// <summary>Whether an element is infinite, of either sign or of one.</summary>
internal sealed class IsInf() : Operator("IsInf", 1, 1)
{
    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        Signs(context.Attributes);
        context.Set(0, context.Shape(0), ElementType.Bool);
    }

    public override void Run(RunContext context)
    {
        (bool negative, bool positive) = Signs(context.Attributes);
        context.Set(0, Array.ConvertAll(
            context.Floats(0),
            value => (negative && float.IsNegativeInfinity(value)) || (positive && float.IsPositiveInfinity(value))));
    }

    private static (bool Negative, bool Positive) Signs(NodeAttributes attributes) =>
        (attributes.GetInt("detect_negative", 1) != 0, attributes.GetInt("detect_positive", 1) != 0);
}
