using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>Integers as the real numbers that they stand for: (x − zero point) · scale.</summary>
internal sealed class DequantizeLinear() : Operator("DequantizeLinear", 2, 3)
{
    public override void Infer(InferContext context)
    {
        context.RequireFloating(1);
        if (context.Type(0) is not (ElementType.UInt8 or ElementType.Int8 or ElementType.UInt16 or ElementType.Int16 or ElementType.Int32))
        {
            throw new NodeProblemException($"its input is of type {context.Type(0)}; integers of 8, 16 or 32 bits are needed");
        }

        QuantizationRules.ScaleAxis(context.Attributes, context.Shape(0), context.Shape(1));
        QuantizationRules.RequireZeroPoint(context, 2, context.Type(0), context.Shape(1));
        context.Set(0, context.Shape(0), context.Type(1));
    }

    public override void Run(RunContext context)
    {
        TensorShape shape = context.Shape(0);
        int axis = QuantizationRules.ScaleAxis(context.Attributes, shape, context.Shape(1));
        int inner = (int)shape.Product(axis + 1, shape.Rank);
        long[] values = QuantizationRules.Centred(context.Input(0), context.Optional(2), inner);
        float[] scales = context.Floats(1);
        float[] result = new float[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[i] * scales[axis < 0 ? 0 : i / inner % scales.Length];
        }

        context.Set(0, result);
    }
}
