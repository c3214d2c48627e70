using System.Collections.Immutable;

namespace LionMl.Onnx;

/// <summary>The dimensions of a tensor, outermost first; every dimension is known and at least 0. Equal by value.</summary>
/// <param name="Dimensions">The dimensions; empty for a scalar.</param>
public sealed record TensorShape(ImmutableArray<int> Dimensions)
{
    /// <summary>More dimensions than this are refused by the reader: no exporter writes them, and hostile files must stay cheap.</summary>
    public const int MaxRank = 16;

    /// <summary>The shape of a single number.</summary>
    public static TensorShape Scalar { get; } = new(ImmutableArray<int>.Empty);

    /// <summary>The number of dimensions.</summary>
    public int Rank => Dimensions.Length;

    /// <summary>The product of the dimensions: 1 for a scalar, 0 where a dimension is 0.</summary>
    /// <exception cref="OverflowException">The product does not fit in 64 bits.</exception>
    public long ElementCount
    {
        get
        {
            long count = 1;
            foreach (int dimension in Dimensions)
            {
                count = checked(count * dimension);
            }

            return count;
        }
    }

    /// <summary>One dimension.</summary>
    /// <param name="axis">In [0, <see cref="Rank"/>).</param>
    public int this[int axis] => Dimensions[axis];

    /// <summary>A shape from its dimensions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    public static TensorShape Of(params ReadOnlySpan<int> dimensions)
    {
        foreach (int dimension in dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(dimensions));
        }

        return dimensions.IsEmpty ? Scalar : new TensorShape([.. dimensions]);
    }

    /// <summary>The shape that both operands of an element-wise operator are stretched to (NumPy's rule).</summary>
    /// <param name="left">One operand's shape.</param>
    /// <param name="right">The other's.</param>
    /// <param name="result">The common shape, or null where there is none.</param>
    /// <returns>Whether the shapes can be combined.</returns>
    public static bool TryBroadcast(TensorShape left, TensorShape right, out TensorShape? result)
    {
        int rank = Math.Max(left.Rank, right.Rank);
        int[] dimensions = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            int l = axis < rank - left.Rank ? 1 : left[axis - rank + left.Rank];
            int r = axis < rank - right.Rank ? 1 : right[axis - rank + right.Rank];
            if (l != r && l != 1 && r != 1)
            {
                result = null;
                return false;
            }

            dimensions[axis] = l == 1 ? r : l;
        }

        result = Of(dimensions);
        return true;
    }

    /// <summary>
    /// The distance in the flat array between neighbours along each axis, for the row-major order of <see cref="Tensor"/>.
    /// </summary>
    public long[] Strides()
    {
        long[] strides = new long[Rank];
        long stride = 1;
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride = checked(stride * Dimensions[axis]);
        }

        return strides;
    }

    /// <summary>The product of the dimensions of a range of axes.</summary>
    /// <param name="start">The first axis.</param>
    /// <param name="end">The axis after the last.</param>
    /// <exception cref="OverflowException">The product does not fit in 64 bits.</exception>
    public long Product(int start, int end)
    {
        long count = 1;
        for (int axis = start; axis < end; axis++)
        {
            count = checked(count * Dimensions[axis]);
        }

        return count;
    }

    /// <inheritdoc/>
    public bool Equals(TensorShape? other) => other is not null && Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int dimension in Dimensions)
        {
            hash.Add(dimension);
        }

        return hash.ToHashCode();
    }

    /// <summary>The dimensions as <c>[1, 3, 28, 28]</c>.</summary>
    public override string ToString() => "[" + string.Join(", ", Dimensions) + "]";
}
