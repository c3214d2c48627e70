using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// The convolution of quantised tensors, summed exactly (with a bias of integers) and quantised again; weights may have scales and zero
/// points of their own for each output channel.
/// </summary>
internal sealed class QLinearConv() : Operator("QLinearConv", 8, 9)
{
    public override void Infer(InferContext context)
    {
        TensorShape result = Conv.ResultShape(context.Attributes, context.Shape(0), context.Shape(3));
        int channels = context.Shape(3)[0];
        foreach (int operand in new[] { 0, 3 })
        {
            QuantizationRules.RequireBytes(context, operand);
            context.RequireFloating(operand + 1);
            QuantizationRules.RequireOneOrEach(context, operand + 1, operand == 0 ? 1 : channels);
            context.RequireSameType(operand, operand + 2);
            QuantizationRules.RequireOneOrEach(context, operand + 2, operand == 0 ? 1 : channels);
        }

        QuantizationRules.RequireOne(context, 6);
        context.RequireFloating(6);
        QuantizationRules.RequireBytes(context, 7);
        QuantizationRules.RequireOne(context, 7);
        if (context.Has(8) && (context.Type(8) != ElementType.Int32 || !context.Shape(8).Equals(TensorShape.Of(channels))))
        {
            throw new NodeProblemException(
                $"its bias is {context.Type(8)} {context.Shape(8)}; an integer of 32 bits for each of {channels} channels is needed");
        }

        context.Set(0, result, context.Type(7));
    }

    public override long Work(InferContext context) =>
        context.InputElements + checked(context.OutputElements * context.Shape(3).Product(1, context.Shape(3).Rank));

    public override void Run(RunContext context)
    {
        long[] sums = ConvInteger.Convolve(context, 0, 3, 2, 5);
        TensorShape shape = context.OutputShape(0);
        int inner = (int)shape.Product(2, shape.Rank);
        float[] scales = context.Floats(4);
        float input = context.Floats(1)[0];
        float output = context.Floats(6)[0];
        long[]? bias = context.Optional(8)?.IntegerArray;
        long zero = context.Input(7).Integers[0];
        ElementType type = context.Input(7).Type;
        long[] result = new long[sums.Length];
        for (int i = 0; i < result.Length; i++)
        {
            int channel = i / inner % shape[1];
            float scale = input * scales[scales.Length == 1 ? 0 : channel] / output;
            result[i] = QuantizationRules.Saturate(type, (sums[i] + (bias?[channel] ?? 0)) * scale, zero);
        }

        context.Set(0, result);
    }
}
