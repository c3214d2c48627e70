using System.Collections.Immutable;
using LionMl.Onnx.Operators;

namespace LionMl.Onnx;

/// <summary>
/// What a Resize does along each axis, with all its modes resolved; the axes are independent: the result is that of one axis after the
/// other.
/// </summary>
/// <param name="Axes">One entry for each axis of the input.</param>
/// <param name="OutsideValue">The value of elements that lie outside of the input along some axis.</param>
public sealed record ResizeGeometry(ImmutableArray<ResizeAxis> Axes, float OutsideValue)
{
    /// <summary>The result's shape.</summary>
    public TensorShape OutputShape => new([.. Axes.Select(axis => axis.OutputSize)]);

    /// <summary>The geometry of a Resize of a graph.</summary>
    /// <exception cref="ArgumentException">The node is of another operator.</exception>
    public static ResizeGeometry Of(Graph graph, Node node)
    {
        if (node.OpType != "Resize")
        {
            throw new ArgumentException($"{node} does not resize.", nameof(node));
        }

        return ResizeRules.Geometry(
            node.Attributes,
            graph.ShapeOf(node.Inputs[0]),
            input => node.HasInput(input) ? graph.Constants[node.Inputs[input]] : null);
    }
}
