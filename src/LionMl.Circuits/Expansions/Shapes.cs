using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Axes, and shapes as constants of an expanded model.</summary>
internal static class Shapes
{
    /// <summary>A shape as Reshape takes it.</summary>
    public static string Of(Expander expander, TensorShape shape) =>
        expander.Vector([.. shape.Dimensions.Select(size => (long)size)]);

    /// <summary>An axis counted from the first one; negative ones count from the last.</summary>
    public static int Axis(long axis, int rank) => (int)(axis < 0 ? axis + rank : axis);

    /// <summary>The order of axes in which one comes last.</summary>
    public static int[] AxisLast(int rank, int axis) => [.. Enumerable.Range(0, rank).Where(i => i != axis), axis];
}
