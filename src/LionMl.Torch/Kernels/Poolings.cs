using System.Numerics;

namespace TorchSharp;

/// <summary>Largest and mean values under windows, over the last two dimensions of [planes, height, width].</summary>
internal static class Poolings
{
    /// <summary>Largest values, and for each its place in the plane.</summary>
    public static (Tensor Values, int[] Places) Max(Tensor x, long[] shape, WindowShape w) => x.dtype switch
    {
        ScalarType.Float32 => MaxOf<float>(x, shape, w),
        ScalarType.Float64 => MaxOf<double>(x, shape, w),
        _ => throw new NotSupportedException($"max_pool2d of {x.dtype} tensors is not supported; use Float32 or Float64"),
    };

    /// <summary>Sends gradients back to the places of the largest values.</summary>
    public static Tensor MaxBackward(Tensor gradient, int[] places, long[] shape, WindowShape w) => gradient.dtype switch
    {
        ScalarType.Float32 => MaxBackwardOf<float>(gradient, places, shape, w),
        _ => MaxBackwardOf<double>(gradient, places, shape, w),
    };

    /// <summary>Mean values, or, backwards, their gradients spread over the windows.</summary>
    public static Tensor Average(Tensor x, long[] shape, WindowShape w, bool countPad, long? divisor, bool backward) => x.dtype switch
    {
        ScalarType.Float32 => AverageOf<float>(x, shape, w, countPad, divisor, backward),
        ScalarType.Float64 => AverageOf<double>(x, shape, w, countPad, divisor, backward),
        _ => throw new NotSupportedException($"avg_pool2d of {x.dtype} tensors is not supported; use Float32 or Float64"),
    };

    private static (Tensor Values, int[] Places) MaxOf<T>(Tensor x, long[] shape, WindowShape w)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T[] source = x.DenseArray<T>();
        T[] values = new T[Shapes.Count(shape)];
        int[] places = new int[values.Length];
        int planes = values.Length / Math.Max(1, w.OutSize);
        For(planes, w.OutSize * w.Taps, plane =>
        {
            ReadOnlySpan<T> from = source.AsSpan(plane * w.InSize, w.InSize);
            int at = plane * w.OutSize;
            for (int y = 0; y < w.OutHeight; y++)
            {
                for (int xo = 0; xo < w.OutWidth; xo++, at++)
                {
                    T best = T.Zero;
                    int place = -1;
                    for (int ky = 0; ky < w.KernelHeight; ky++)
                    {
                        int iy = (y * w.StrideHeight) + (ky * w.DilationHeight) - w.PadHeight;
                        if ((uint)iy >= (uint)w.InHeight)
                        {
                            continue;
                        }

                        for (int kx = 0; kx < w.KernelWidth; kx++)
                        {
                            int ix = (xo * w.StrideWidth) + (kx * w.DilationWidth) - w.PadWidth;
                            if ((uint)ix >= (uint)w.InWidth)
                            {
                                continue;
                            }

                            T value = from[(iy * w.InWidth) + ix];
                            if (place < 0 || value > best || T.IsNaN(value))
                            {
                                (best, place) = (value, (iy * w.InWidth) + ix);
                            }
                        }
                    }

                    values[at] = best;
                    places[at] = place;
                }
            }
        });
        return (Tensor.Of(values, shape), places);
    }

    private static Tensor MaxBackwardOf<T>(Tensor gradient, int[] places, long[] shape, WindowShape w)
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> source = gradient.Dense<T>();
        T[] result = new T[Shapes.Count(shape)];
        for (int i = 0; i < source.Length; i++)
        {
            result[(i / w.OutSize * w.InSize) + places[i]] += source[i];
        }

        return Tensor.Of(result, shape);
    }

    private static Tensor AverageOf<T>(Tensor x, long[] shape, WindowShape w, bool countPad, long? divisor, bool backward)
        where T : unmanaged, INumber<T>
    {
        T[] source = x.DenseArray<T>();
        T[] result = new T[Shapes.Count(shape)];
        int planes = result.Length / Math.Max(1, backward ? w.InSize : w.OutSize);
        For(planes, w.OutSize * w.Taps, plane =>
        {
            int at = plane * w.OutSize;
            int other = plane * w.InSize;
            for (int y = 0; y < w.OutHeight; y++)
            {
                for (int xo = 0; xo < w.OutWidth; xo++, at++)
                {
                    int top = (y * w.StrideHeight) - w.PadHeight;
                    int left = (xo * w.StrideWidth) - w.PadWidth;
                    int bottom = Math.Min(top + w.KernelHeight, w.InHeight + w.PadHeight);
                    int right = Math.Min(left + w.KernelWidth, w.InWidth + w.PadWidth);
                    int padded = (bottom - top) * (right - left);
                    (top, left) = (Math.Max(0, top), Math.Max(0, left));
                    (bottom, right) = (Math.Min(bottom, w.InHeight), Math.Min(right, w.InWidth));
                    T count = T.CreateTruncating(divisor ?? (countPad ? padded : (bottom - top) * (right - left)));
                    T sum = T.Zero;
                    for (int iy = top; iy < bottom; iy++)
                    {
                        for (int ix = left; ix < right; ix++)
                        {
                            int inside = other + (iy * w.InWidth) + ix;
                            if (backward)
                            {
                                result[inside] += source[at] / count;
                            }
                            else
                            {
                                sum += source[inside];
                            }
                        }
                    }

                    if (!backward)
                    {
                        result[at] = sum / count;
                    }
                }
            }
        });
        return Tensor.Of(result, shape);
    }

    private static void For(int planes, int work, Action<int> body)
    {
        if ((long)planes * work < 1 << 16)
        {
            for (int i = 0; i < planes; i++)
            {
                body(i);
            }
        }
        else
        {
            Parallel.For(0, planes, body);
        }
    }
}
