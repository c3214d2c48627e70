using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Convolutions and matrix products of integers, exactly: with constant weights a linear layer that is not rounded.</summary>
internal static class IntegerProducts
{
    /// <summary>A convolution of centred integers with constant integer weights.</summary>
    public static IntegerOperand Convolution(
        IntegerBuilder builder, Node node, IntegerOperand input, Tensor weights, long[] weightZero, long[] bias)
    {
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var window = ConvOperator.Window(WindowGeometry.Of(builder.Graph, node), (int)node.Attributes.GetInt("group", 1));
        int run = weights.Count / weights.Shape[0];
        int[] centred = [.. weights.ToFloats().Select((value, i) =>
            (int)((long)value - weightZero[weightZero.Length == 1 ? 0 : i / run]))];
        return builder.Convolution(node.Name, input, window, centred, bias, shape);
    }

    /// <summary>A product of matrices of centred integers, either of which may be constant.</summary>
    public static IntegerOperand Matrices(IntegerBuilder builder, Node node, IntegerOperand left, IntegerOperand right) =>
        MatrixProduct.Exact(builder, node.Name, left, right, builder.Graph.ShapeOf(node.Outputs[0]));
}
