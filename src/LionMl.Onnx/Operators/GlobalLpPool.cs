namespace LionMl.Onnx.Operators;

/// <summary>The norm of the elements of each channel.</summary>
internal sealed class GlobalLpPool() : GlobalPoolOperator("GlobalLpPool")
{
    public override void Infer(InferContext context)
    {
        LpRules.Exponent(context.Attributes);
        base.Infer(context);
    }

    protected override float Reduce(ReadOnlySpan<float> channel, NodeAttributes attributes)
    {
        long p = LpRules.Exponent(attributes);
        double sum = 0;
        foreach (float value in channel)
        {
            sum += LpRules.Power(value, p);
        }

        return (float)LpRules.Root(sum, p);
    }
}
