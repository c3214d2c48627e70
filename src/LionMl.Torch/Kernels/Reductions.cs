using System.Numerics;
using System.Numerics.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp;

/// <summary>Sums and extremes over the middle axis of [outer, reduced, inner].</summary>
internal static class Reductions
{
    /// <summary>A tensor brought into the form that the kernels take.</summary>
    public readonly record struct Layout(Tensor Source, int Outer, int Reduced, int Inner);

    public static Layout Arrange(Tensor x, int[] dims)
    {
        long[] shape = x.shape;
        bool together = dims.Length == 0 || dims[^1] - dims[0] == dims.Length - 1;
        if (together && x.IsDense)
        {
            int first = dims.Length == 0 ? shape.Length : dims[0];
            int end = dims.Length == 0 ? shape.Length : dims[^1] + 1;
            return new Layout(
                x, (int)Shapes.Count(shape.AsSpan(0, first)), (int)Shapes.Count(shape.AsSpan(first, end - first)),
                (int)Shapes.Count(shape.AsSpan(end)));
        }

        int[] kept = [.. Enumerable.Range(0, shape.Length).Where(i => !dims.Contains(i))];
        int[] order = [.. kept, .. dims];
        Tensor moved = x.View([.. order.Select(i => shape[i])], [.. order.Select(i => x.Strides[i])], x.Offset).Compact();
        long outer = Shapes.Count([.. kept.Select(i => shape[i])]);
        return new Layout(moved, (int)outer, (int)Shapes.Count([.. dims.Select(i => shape[i])]), 1);
    }

    public static Tensor Sum(Tensor x, int[] dims, long[] shape)
    {
        Layout layout = Arrange(x, dims);
        return x.dtype switch
        {
            ScalarType.Float32 => Tensor.Of(SumOf<float>(layout), shape),
            ScalarType.Float64 => Tensor.Of(SumOf<double>(layout), shape),
            ScalarType.Int32 => Tensor.Of(SumOf<int>(layout), shape),
            _ => Tensor.Of(SumOf<long>(layout), shape),
        };
    }

    public static (Tensor Values, Tensor Indices) Extreme(Tensor x, int[] dims, long[] shape, bool largest)
    {
        Layout layout = Arrange(x, dims);
        if (layout.Reduced == 0)
        {
            throw new InvalidOperationException(
                $"{(largest ? "max" : "min")}(): Expected reduction dim to be specified for input.numel() == 0.");
        }

        return x.dtype switch
        {
            ScalarType.Float32 => ExtremeOf<float>(layout, shape, largest),
            ScalarType.Float64 => ExtremeOf<double>(layout, shape, largest),
            ScalarType.Int32 => ExtremeOf<int>(layout, shape, largest),
            ScalarType.Int64 => ExtremeOf<long>(layout, shape, largest),
            _ => ExtremeOf<int>(layout with { Source = Elementwise.Convert(layout.Source, ScalarType.Int32) }, shape, largest),
        };
    }

    private static T[] SumOf<T>(Layout layout)
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> source = layout.Source.Dense<T>();
        T[] result = new T[layout.Outer * layout.Inner];
        for (int o = 0; o < layout.Outer; o++)
        {
            ReadOnlySpan<T> block = source.Slice(o * layout.Reduced * layout.Inner, layout.Reduced * layout.Inner);
            if (layout.Inner == 1)
            {
                result[o] = TensorPrimitives.Sum(block);
                continue;
            }

            Span<T> row = result.AsSpan(o * layout.Inner, layout.Inner);
            for (int r = 0; r < layout.Reduced; r++)
            {
                TensorPrimitives.Add(row, block.Slice(r * layout.Inner, layout.Inner), row);
            }
        }

        return result;
    }

    private static (Tensor Values, Tensor Indices) ExtremeOf<T>(Layout layout, long[] shape, bool largest)
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> source = layout.Source.Dense<T>();
        T[] values = new T[layout.Outer * layout.Inner];
        long[] indices = new long[values.Length];
        for (int o = 0; o < layout.Outer; o++)
        {
            for (int i = 0; i < layout.Inner; i++)
            {
                int at = (o * layout.Reduced * layout.Inner) + i;
                T best = source[at];
                int index = 0;
                for (int r = 1; r < layout.Reduced && !T.IsNaN(best); r++)
                {
                    T value = source[at + (r * layout.Inner)];
                    if ((largest ? value > best : value < best) || T.IsNaN(value))
                    {
                        (best, index) = (value, r);
                    }
                }

                values[(o * layout.Inner) + i] = best;
                indices[(o * layout.Inner) + i] = index;
            }
        }

        return (Tensor.Of(values, shape), Tensor.Of(indices, shape));
    }
}
