using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Operators;

/// <summary>The exact convolution of bytes, less their zero points, as integers of 32 bits.</summary>
internal sealed class ConvInteger() : Operator("ConvInteger", 2, 4)
{
    public override void Infer(InferContext context)
    {
        TensorShape result = Conv.ResultShape(context.Attributes, context.Shape(0), context.Shape(1));
        for (int i = 0; i < 2; i++)
        {
            QuantizationRules.RequireBytes(context, i);
            if (context.Has(i + 2))
            {
                context.RequireSameType(i, i + 2);
            }
        }

        if (context.Has(2))
        {
            QuantizationRules.RequireOne(context, 2);
        }

        if (context.Has(3))
        {
            QuantizationRules.RequireOneOrEach(context, 3, context.Shape(1)[0]);
        }

        context.Set(0, result, ElementType.Int32);
    }

    public override long Work(InferContext context) =>
        context.InputElements + checked(context.OutputElements * context.Shape(1).Product(1, context.Shape(1).Rank));

    public override void Run(RunContext context) => context.Set(0, Convolve(context, 0, 1, 2, 3));

    /// <summary>The exact sums of a convolution.</summary>
    public static long[] Convolve(RunContext context, int input, int weights, int inputZero, int weightsZero)
    {
        TensorShape shape = context.Shape(input);
        TensorShape kernel = context.Shape(weights);
        int groups = (int)context.Attributes.GetInt("group", 1);
        return IntegerProduct.Convolve(
            QuantizationRules.Centred(context.Input(input), context.Optional(inputZero), 1),
            QuantizationRules.Centred(context.Input(weights), context.Optional(weightsZero), (int)kernel.Product(1, kernel.Rank)),
            WindowRules.ForConvolution(context.Attributes, shape, kernel),
            shape[0],
            groups,
            kernel[1],
            kernel[0] / groups,
            context.Threads);
    }
}
