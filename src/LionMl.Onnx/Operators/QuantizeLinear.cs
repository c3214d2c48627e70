using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>Real numbers as integers: x / scale, rounded half to even, plus the zero point, cut to the range of its type.</summary>
internal sealed class QuantizeLinear() : Operator("QuantizeLinear", 2, 3)
{
    // Says how floats of 8 bits overflow, which do not occur here.
    public override Node ToOpset17(Node node, int opset, OpsetContext context) =>
        node with { Attributes = node.Attributes.Without("saturate") };

    public override void Infer(InferContext context)
    {
        if (!context.Type(0).IsFloating() && context.Type(0) != ElementType.Int32)
        {
            throw new NodeProblemException($"its input is of type {context.Type(0)}; real numbers are needed");
        }

        context.RequireFloating(1);
        QuantizationRules.ScaleAxis(context.Attributes, context.Shape(0), context.Shape(1));
        ElementType type = context.Has(2) ? context.Type(2) : ElementType.UInt8;
        if (type is not (ElementType.UInt8 or ElementType.Int8 or ElementType.UInt16 or ElementType.Int16))
        {
            throw new NodeProblemException($"its zero point is of type {type}; integers of 8 or 16 bits are needed");
        }

        QuantizationRules.RequireZeroPoint(context, 2, type, context.Shape(1));
        context.Set(0, context.Shape(0), type);
    }

    public override void Run(RunContext context)
    {
        TensorShape shape = context.Shape(0);
        int axis = QuantizationRules.ScaleAxis(context.Attributes, shape, context.Shape(1));
        int inner = (int)shape.Product(axis + 1, shape.Rank);
        float[] values = context.Input(0).ToFloats();
        float[] scales = context.Floats(1);
        long[]? points = context.Optional(2)?.IntegerArray;
        ElementType type = context.Optional(2)?.Type ?? ElementType.UInt8;
        long[] result = new long[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            int channel = axis < 0 ? 0 : i / inner % scales.Length;
            result[i] = QuantizationRules.Saturate(type, values[i] / scales[channel], points?[channel] ?? 0);
        }

        context.Set(0, result);
    }
}
