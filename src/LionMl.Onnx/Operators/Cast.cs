using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>Conversion to another element type; real numbers lose their fraction when they become integers.</summary>
internal sealed class Cast() : Operator("Cast", 1, 1)
{
    // Says how floats of 8 bits overflow, which do not occur here.
    public override Node ToOpset17(Node node, int opset, OpsetContext context) =>
        node with { Attributes = node.Attributes.Without("saturate") };

    public override void Infer(InferContext context)
    {
        long type = context.Attributes.GetInt("to", 0);
        if (!((ElementType)type).IsSupported() || type is < 0 or > int.MaxValue)
        {
            throw new NodeProblemException($"it converts to element type {(ElementType)type}, which is not supported");
        }

        context.Set(0, context.Shape(0), (ElementType)type);
    }

    public override void Run(RunContext context)
    {
        Tensor input = context.Input(0);
        var type = (ElementType)context.Attributes.GetInt("to", 0);
        if (type.IsFloating())
        {
            context.Set(0, input.Type.IsFloating() ? input.FloatArray : input.ToFloats());
        }
        else if (type == ElementType.Bool)
        {
            context.Set(0, input.Type.IsInteger()
                ? Array.ConvertAll(input.IntegerArray, value => value != 0)
                : input.Type == ElementType.Bool ? input.BooleanArray : Array.ConvertAll(input.FloatArray, value => value != 0));
        }
        else
        {
            context.Set(0, input.Type.IsInteger()
                ? input.IntegerArray
                : input.Type == ElementType.Bool
                    ? Array.ConvertAll(input.BooleanArray, value => value ? 1L : 0L)
                    : Array.ConvertAll(input.FloatArray, value => type == ElementType.UInt64 ? (long)(ulong)value : (long)value));
        }
    }
}
