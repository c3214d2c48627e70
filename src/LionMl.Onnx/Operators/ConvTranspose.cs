using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>Transposed convolution over one to three spatial axes: each element of the input adds a weighted window.</summary>
internal sealed class ConvTranspose() : Operator("ConvTranspose", 2, 3)
{
    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        context.RequireSameType(0, 1);
        TensorShape input = context.Shape(0);
        TensorShape weights = context.Shape(1);
        WindowGeometry window = WindowRules.ForTransposed(context.Attributes, input, weights);
        long groups = context.Attributes.GetInt("group", 1);
        if (groups < 1 || groups > int.MaxValue || weights[0] != input[1] || input[1] % groups != 0)
        {
            throw new NodeProblemException(
                $"its input of shape {input}, weights of shape {weights} and group = {groups} do not fit: the weights must have the "
                + "input's channels first, and these must be a multiple of group");
        }

        int channels = InferContext.Dimension(checked(weights[1] * groups));
        if (context.Has(2))
        {
            context.RequireSameType(0, 2);
            if (!context.Shape(2).Equals(TensorShape.Of(channels)))
            {
                throw new NodeProblemException(
                    $"its bias of shape {context.Shape(2)} does not give one number to each of {channels} channels");
            }
        }

        context.Set(0, new TensorShape([input[0], channels, .. window.InputSizes]), context.Type(0));
    }

    public override long Work(InferContext context) => context.OutputElements
        + checked(context.Shape(0).ElementCount * context.Shape(1).Product(1, context.Shape(1).Rank));

    public override void Run(RunContext context)
    {
        TensorShape input = context.Shape(0);
        TensorShape weights = context.Shape(1);
        int groups = (int)context.Attributes.GetInt("group", 1);
        WindowGeometry window = WindowRules.ForTransposed(context.Attributes, input, weights);
        context.Set(0, TransposedConvolution.Run(
            context.Floats(0),
            context.Floats(1),
            context.Optional(2)?.FloatArray,
            window,
            input[0],
            groups,
            input[1] / groups,
            weights[1],
            context.Threads));
    }
}
