using System.Collections.Immutable;
using LionMl.Onnx.Operators;

namespace LionMl.Onnx;

/// <summary>
/// Where a convolution's or pooling's window lies over its input, with automatic padding and rounding resolved: along spatial axis d,
/// tap k of output position o reads input position <c>o·Strides[d] + k·Dilations[d] − PadsBegin[d]</c>, and padding where that falls
/// outside of [0, InputSizes[d]).
/// </summary>
/// <param name="InputSizes">The input's spatial dimensions (all but batch and channel).</param>
/// <param name="OutputSizes">The output's spatial dimensions.</param>
/// <param name="KernelSizes">Taps of the window along each axis.</param>
/// <param name="Strides">Input positions from one output position to the next.</param>
/// <param name="Dilations">Input positions from one tap to the next.</param>
/// <param name="PadsBegin">Padding before the input.</param>
/// <param name="PadsEnd">Padding behind the input, as declared; a rounded-up pooling may read further still.</param>
public sealed record WindowGeometry(
    ImmutableArray<int> InputSizes,
    ImmutableArray<int> OutputSizes,
    ImmutableArray<int> KernelSizes,
    ImmutableArray<int> Strides,
    ImmutableArray<int> Dilations,
    ImmutableArray<int> PadsBegin,
    ImmutableArray<int> PadsEnd)
{
    /// <summary>The number of spatial axes.</summary>
    public int SpatialRank => InputSizes.Length;

    /// <summary>
    /// The geometry of a Conv (also of integers), MaxPool, AveragePool or LpPool of a graph; for a ConvTranspose that of the convolution
    /// which it is the transpose of: its result takes the place of the input, its operand that of the output.
    /// </summary>
    /// <exception cref="ArgumentException">The node is of another operator.</exception>
    public static WindowGeometry Of(Graph graph, Node node)
    {
        TensorShape input = graph.ShapeOf(node.Inputs[0]);
        return node.OpType switch
        {
            "Conv" or "ConvInteger" => WindowRules.ForConvolution(node.Attributes, input, graph.ShapeOf(node.Inputs[1])),
            "ConvTranspose" => WindowRules.ForTransposed(node.Attributes, input, graph.ShapeOf(node.Inputs[1])),
            "QLinearConv" => WindowRules.ForConvolution(node.Attributes, input, graph.ShapeOf(node.Inputs[3])),
            "MaxPool" or "AveragePool" or "LpPool" => WindowRules.ForPooling(node.Attributes, input),
            _ => throw new ArgumentException($"{node} has no window.", nameof(node)),
        };
    }

    /// <summary>The input position that a tap reads along one axis; outside of [0, InputSizes[axis]) it is padding.</summary>
    public int InputPosition(int axis, int output, int tap) =>
        (output * Strides[axis]) + (tap * Dilations[axis]) - PadsBegin[axis];
}
