using System.Numerics;

namespace TorchSharp;

/// <summary>Gathering, scattering and ordering along one axis.</summary>
internal static class Indexing
{
    /// <summary>result[o, i, n] = x[o, index[o, i, n], n]; the other axes of the index may be shorter than those of x.</summary>
    public static Tensor Gather(Tensor x, int axis, Tensor index) => x.dtype switch
    {
        ScalarType.Float32 => GatherOf<float>(x, axis, index),
        ScalarType.Float64 => GatherOf<double>(x, axis, index),
        ScalarType.Int32 => GatherOf<int>(x, axis, index),
        ScalarType.Int64 => GatherOf<long>(x, axis, index),
        _ => GatherOf<bool>(x, axis, index),
    };

    /// <summary>target[o, index[o, i, n], n] += source[o, i, n], into a dense target that is changed and handed back.</summary>
    public static Tensor ScatterAdd(Tensor target, int axis, Tensor index, Tensor source)
    {
        long[] positions = Positions(target.shape, axis, index);
        switch (target.dtype)
        {
            case ScalarType.Float32:
                AddAt(target.Memory.As<float>(), positions, source.Dense<float>());
                break;
            case ScalarType.Float64:
                AddAt(target.Memory.As<double>(), positions, source.Dense<double>());
                break;
            default:
                throw Dtypes.Unsupported(target.dtype);
        }

        return target;
    }

    /// <summary>Whole slices of x by a list of positions.</summary>
    public static Tensor Select(Tensor x, int axis, Tensor index)
    {
        long[] shape = x.shape;
        shape[axis] = index.numel();
        long[] wide = [.. Enumerable.Repeat(1L, shape.Length)];
        wide[axis] = index.numel();
        return Gather(x, axis, index.Compact().View(wide, Shapes.Strides(wide), index.IsDense ? index.Offset : 0).Stretched(shape));
    }

    public static Tensor Order(Tensor x, int axis, bool descending) => x.dtype switch
    {
        ScalarType.Float32 => OrderOf<float>(x, axis, descending),
        ScalarType.Float64 => OrderOf<double>(x, axis, descending),
        ScalarType.Int32 => OrderOf<int>(x, axis, descending),
        ScalarType.Int64 => OrderOf<long>(x, axis, descending),
        _ => OrderOf<int>(Elementwise.Convert(x, ScalarType.Int32), axis, descending),
    };

    public static void RequireIndex(Tensor index, string op)
    {
        if (!index.dtype.IsInteger())
        {
            throw new InvalidOperationException($"{op}(): Expected dtype int32 or int64 for index, but got {index.dtype.Name()}");
        }
    }

    private static Tensor GatherOf<T>(Tensor x, int axis, Tensor index)
        where T : unmanaged
    {
        ReadOnlySpan<T> source = x.Dense<T>();
        long[] positions = Positions(x.shape, axis, index);
        T[] result = new T[positions.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = source[(int)positions[i]];
        }

        return Tensor.Of(result, index.shape);
    }

    private static void AddAt<T>(T[] target, long[] positions, ReadOnlySpan<T> source)
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < positions.Length; i++)
        {
            target[positions[i]] += source[i];
        }
    }

    private static long[] Positions(long[] shape, int axis, Tensor index)
    {
        ReadOnlySpan<long> values = Elementwise.Convert(index, ScalarType.Int64).Dense<long>();
        long[] own = index.shape;
        long[] strides = Shapes.Strides(shape);
        long[] result = new long[values.Length];
        long[] at = new long[own.Length];
        long rest = 0;
        for (int i = 0; i < result.Length; i++)
        {
            long size = shape.Length == 0 ? 1 : shape[axis];
            long value = values[i] < 0 ? values[i] + size : values[i];
            if (value < 0 || value >= size)
            {
                throw new IndexOutOfRangeException($"index {values[i]} is out of bounds for dimension {axis} with size {size}");
            }

            result[i] = rest + (shape.Length == 0 ? 0 : value * strides[axis]);
            for (int d = own.Length - 1; d >= 0; d--)
            {
                rest += d == axis ? 0 : strides[d];
                if (++at[d] < own[d])
                {
                    break;
                }

                rest -= d == axis ? 0 : strides[d] * own[d];
                at[d] = 0;
            }
        }

        return result;
    }

    private static Tensor OrderOf<T>(Tensor x, int axis, bool descending)
        where T : unmanaged, INumber<T>
    {
        if (x.dim() == 0)
        {
            return Tensor.Of(new long[1]);
        }

        Tensor last = x.transpose(axis, -1);
        T[] source = last.Dense<T>().ToArray();
        int size = (int)x.shape[axis];
        long[] result = new long[source.Length];
        for (int start = 0; start < source.Length; start += size)
        {
            int from = start;
            IEnumerable<int> range = Enumerable.Range(0, size);
            IEnumerable<int> ordered = descending ? range.OrderByDescending(i => source[from + i]) : range.OrderBy(i => source[from + i]);
            int at = start;
            foreach (int i in ordered)
            {
                result[at++] = i;
            }
        }

        long[] swapped = last.shape;
        Tensor order = Tensor.Of(result, swapped);
        long[] strides = Shapes.Strides(swapped);
        (swapped[axis], swapped[^1]) = (swapped[^1], swapped[axis]);
        (strides[axis], strides[^1]) = (strides[^1], strides[axis]);
        return order.View(swapped, strides, 0);
    }
}
