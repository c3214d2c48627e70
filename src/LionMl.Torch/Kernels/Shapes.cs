namespace TorchSharp;

/// <summary>Arithmetic of shapes, with PyTorch's messages.</summary>
internal static class Shapes
{
    public static string Text(IEnumerable<long> shape) => "[" + string.Join(", ", shape) + "]";

    public static long Count(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long size in shape)
        {
            count = checked(count * size);
        }

        return count <= int.MaxValue ? count : throw new InvalidOperationException($"a tensor of {count} elements is too large");
    }

    public static long[] Strides(ReadOnlySpan<long> shape)
    {
        long[] strides = new long[shape.Length];
        long stride = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(1, shape[i]);
        }

        return strides;
    }

    public static int Dim(long dim, int rank, string op)
    {
        int bound = Math.Max(1, rank);
        if (dim < -bound || dim >= bound)
        {
            throw new IndexOutOfRangeException(
                $"{op}: Dimension out of range (expected to be in range of [{-bound}, {bound - 1}], but got {dim})");
        }

        return (int)(dim < 0 ? dim + bound : dim);
    }

    public static int[] Dims(ReadOnlySpan<long> dims, int rank, string op)
    {
        if (dims.IsEmpty)
        {
            return [.. Enumerable.Range(0, rank)];
        }

        var result = new SortedSet<int>();
        foreach (long dim in dims)
        {
            if (!result.Add(Dim(dim, rank, op)))
            {
                throw new ArgumentException($"{op}: dim {dim} appears multiple times in the list of dims");
            }
        }

        return rank == 0 ? [] : [.. result];
    }

    public static long[] Broadcast(long[] a, long[] b, string op)
    {
        int rank = Math.Max(a.Length, b.Length);
        long[] result = new long[rank];
        for (int i = 0; i < rank; i++)
        {
            long x = i < rank - a.Length ? 1 : a[i - rank + a.Length];
            long y = i < rank - b.Length ? 1 : b[i - rank + b.Length];
            if (x != y && x != 1 && y != 1)
            {
                throw new ArgumentException(
                    $"{op}: The size of tensor a ({x}) must match the size of tensor b ({y}) at non-singleton dimension {i} "
                    + $"(shapes {Text(a)} and {Text(b)})");
            }

            result[i] = x == 1 ? y : x;
        }

        return result;
    }

    /// <summary>The strides with which a tensor is read under a larger shape.</summary>
    public static long[] Stretch(long[] shape, long[] strides, long[] target)
    {
        long[] result = new long[target.Length];
        for (int i = 0; i < shape.Length; i++)
        {
            int at = i + target.Length - shape.Length;
            result[at] = shape[i] == 1 && target[at] != 1 ? 0 : strides[i];
        }

        return result;
    }

    /// <summary>A shape with one −1 resolved.</summary>
    public static long[] Resolve(ReadOnlySpan<long> shape, long count, string op)
    {
        long[] result = shape.ToArray();
        int free = -1;
        long known = 1;
        for (int i = 0; i < result.Length; i++)
        {
            if (result[i] == -1)
            {
                free = free < 0 ? i : throw new ArgumentException($"{op}: only one dimension can be inferred");
            }
            else if (result[i] < 0)
            {
                throw new ArgumentException($"{op}: invalid shape dimension {result[i]}");
            }
            else
            {
                known *= result[i];
            }
        }

        if (free >= 0 && known > 0 && count % known == 0)
        {
            result[free] = count / known;
            known = count;
        }

        return known == count && !(free >= 0 && result[free] < 0)
            ? result
            : throw new ArgumentException($"{op}: shape '{Text(shape.ToArray())}' is invalid for input of size {count}");
    }
}
