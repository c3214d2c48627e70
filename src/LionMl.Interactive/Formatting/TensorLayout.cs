using LionMl.Onnx;

namespace LionMl.Interactive.Formatting;

/// <summary>How a tensor of any rank is laid out on a page: matrices one after the other. Axes of length 1 do not count.</summary>
/// <param name="Slices">The number of matrices.</param>
/// <param name="Rows">The rows of each; 1 for a vector.</param>
/// <param name="Columns">The columns of each.</param>
internal sealed record TensorLayout(long Slices, int Rows, int Columns)
{
    /// <summary>The layout of a shape.</summary>
    public static TensorLayout Of(TensorShape shape)
    {
        int[] axes = [.. shape.Dimensions.Where(size => size != 1)];
        return axes.Length switch
        {
            0 => new TensorLayout(1, 1, 1),
            1 => new TensorLayout(1, 1, axes[0]),
            _ => new TensorLayout(axes[..^2].Aggregate(1L, (product, size) => product * size), axes[^2], axes[^1]),
        };
    }

    /// <summary>The index of an element in the flat array.</summary>
    public int Index(int slice, int row, int column) => (int)((((long)slice * Rows) + row) * Columns) + column;
}
