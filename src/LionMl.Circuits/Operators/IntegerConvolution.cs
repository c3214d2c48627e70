using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Convolutions of integers with constant weights, exactly: a linear layer that is not rounded.</summary>
internal static class IntegerConvolution
{
    /// <summary>A convolution of centred integers with constant integer weights.</summary>
    public static IntegerOperand Of(
        IntegerBuilder builder, Node node, IntegerOperand input, Tensor weights, long[] weightZero, long[] bias)
    {
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var window = ConvOperator.Window(WindowGeometry.Of(builder.Graph, node), (int)node.Attributes.GetInt("group", 1));
        int run = weights.Count / weights.Shape[0];
        int[] centred = [.. weights.ToFloats().Select((value, i) =>
            (int)((long)value - weightZero[weightZero.Length == 1 ? 0 : i / run]))];
        return builder.Convolution(node.Name, input, window, centred, bias, shape);
    }
}
