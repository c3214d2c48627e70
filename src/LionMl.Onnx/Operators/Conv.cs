using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>Convolution over one to three spatial axes, with groups, strides, dilations and padding.</summary>
internal sealed class Conv() : Operator("Conv", 2, 3)
{
    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        context.RequireSameType(0, 1);
        TensorShape weights = context.Shape(1);
        TensorShape result = ResultShape(context.Attributes, context.Shape(0), weights);
        if (context.Has(2))
        {
            context.RequireSameType(0, 2);
            if (!context.Shape(2).Equals(TensorShape.Of(weights[0])))
            {
                throw new NodeProblemException(
                    $"its bias of shape {context.Shape(2)} does not give one number to each of {weights[0]} channels");
            }
        }

        context.Set(0, result, context.Type(0));
    }

    /// <summary>The shape of a convolution's result, after checking that input, weights and groups fit.</summary>
    public static TensorShape ResultShape(NodeAttributes attributes, TensorShape input, TensorShape weights)
    {
        WindowGeometry window = WindowRules.ForConvolution(attributes, input, weights);
        long groups = attributes.GetInt("group", 1);
        if (groups < 1 || groups > int.MaxValue || weights[1] * groups != input[1] || weights[0] % groups != 0)
        {
            throw new NodeProblemException(
                $"its input of shape {input}, weights of shape {weights} and group = {groups} do not fit: the input must have group × "
                + $"{weights[1]} channels, and the {weights[0]} output channels must be a multiple of group");
        }

        return WindowRules.OutputShape(window, input[0], weights[0]);
    }

    public override long Work(InferContext context) =>
        context.InputElements + checked(context.OutputElements * context.Shape(1).Product(1, context.Shape(1).Rank));

    public override void Run(RunContext context)
    {
        TensorShape input = context.Shape(0);
        TensorShape weights = context.Shape(1);
        int groups = (int)context.Attributes.GetInt("group", 1);
        WindowGeometry window = WindowRules.ForConvolution(context.Attributes, input, weights);
        context.Set(
            0,
            Convolution.Run(
                context.Floats(0),
                context.Floats(1),
                context.Optional(2)?.FloatArray,
                window,
                input[0],
                groups,
                weights[1],
                weights[0] / groups,
                context.Threads));
    }
}
