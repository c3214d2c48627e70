namespace LionMl.Onnx.Operators;

/// <summary>Real numbers as bytes, with the scale and zero point that their own range (widened to zero) gives.</summary>
internal sealed class DynamicQuantizeLinear() : Operator("DynamicQuantizeLinear", 1, 1, 3)
{
    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        context.Set(0, context.Shape(0), ElementType.UInt8);
        context.Set(1, TensorShape.Scalar, ElementType.Float);
        context.Set(2, TensorShape.Scalar, ElementType.UInt8);
    }

    public override void Run(RunContext context)
    {
        float[] values = context.Floats(0);
        float minimum = 0;
        float maximum = 0;
        foreach (float value in values)
        {
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
        }

        // Zeros alone have no range; any scale is right for them.
        float scale = maximum == minimum ? 1 : (maximum - minimum) / byte.MaxValue;
        long zeroPoint = QuantizationRules.Saturate(ElementType.UInt8, -minimum / scale, 0);
        context.Set(0, Array.ConvertAll(values, value => QuantizationRules.Saturate(ElementType.UInt8, value / scale, zeroPoint)));
        context.Set(1, [scale]);
        context.Set(2, [zeroPoint]);
    }
}
