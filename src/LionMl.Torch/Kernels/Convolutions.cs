using System.Numerics;
using System.Numerics.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp;

/// <summary>
/// Convolutions as matrix products: the input under each window is laid out as a column. Sums over a batch are split at fixed places, so
/// that results do not depend on the number of cores.
/// </summary>
internal static class Convolutions
{
    private const int BatchParts = 8;

    /// <summary>Input [n, groups · c, …], weights [o, c, kh, kw].</summary>
    public static Tensor Forward(Tensor x, Tensor weight, Tensor? bias, WindowShape window, int groups) => x.dtype switch
    {
        ScalarType.Float32 => ForwardOf<float>(x, weight, bias, window, groups),
        ScalarType.Float64 => ForwardOf<double>(x, weight, bias, window, groups),
        _ => throw new NotSupportedException($"conv2d of {x.dtype} tensors is not supported; use Float32 or Float64"),
    };

    /// <summary>The gradient of the input; also the forward pass of a transposed convolution.</summary>
    public static Tensor InputGradient(Tensor gradient, Tensor weight, WindowShape window, int groups) => gradient.dtype switch
    {
        ScalarType.Float32 => InputGradientOf<float>(gradient, weight, window, groups),
        _ => InputGradientOf<double>(gradient, weight, window, groups),
    };

    public static Tensor WeightGradient(Tensor gradient, Tensor x, long[] weightShape, WindowShape window, int groups) => x.dtype switch
    {
        ScalarType.Float32 => WeightGradientOf<float>(gradient, x, weightShape, window, groups),
        _ => WeightGradientOf<double>(gradient, x, weightShape, window, groups),
    };

    private static Tensor ForwardOf<T>(Tensor x, Tensor weight, Tensor? bias, WindowShape window, int groups)
        where T : unmanaged, INumber<T>
    {
        T[] source = x.DenseArray<T>();
        T[] weights = weight.DenseArray<T>();
        T[]? biases = bias?.DenseArray<T>();
        int batch = (int)x.shape[0];
        int channels = (int)x.shape[1] / groups;
        int outputs = (int)weight.shape[0] / groups;
        int depth = channels * window.Taps;
        T[] result = new T[batch * groups * outputs * window.OutSize];
        ForParts(batch, (from, to) =>
        {
            T[] columns = new T[depth * window.OutSize];
            for (int n = from; n < to; n++)
            {
                for (int g = 0; g < groups; g++)
                {
                    int at = ((n * groups) + g) * channels * window.InSize;
                    Columns(source.AsSpan(at, channels * window.InSize), columns, channels, window);
                    Span<T> target = result.AsSpan(((n * groups) + g) * outputs * window.OutSize, outputs * window.OutSize);
                    for (int o = 0; biases is not null && o < outputs; o++)
                    {
                        target.Slice(o * window.OutSize, window.OutSize).Fill(biases[(g * outputs) + o]);
                    }

                    Gemm.Serial<T>(weights.AsSpan(g * outputs * depth, outputs * depth), columns, target, outputs, depth, window.OutSize);
                }
            }
        });
        return Tensor.Of(result, batch, groups * outputs, window.OutHeight, window.OutWidth);
    }

    private static Tensor InputGradientOf<T>(Tensor gradient, Tensor weight, WindowShape window, int groups)
        where T : unmanaged, INumber<T>
    {
        T[] source = gradient.DenseArray<T>();
        int batch = (int)gradient.shape[0];
        int channels = (int)weight.shape[1];
        int outputs = (int)weight.shape[0] / groups;
        int depth = channels * window.Taps;
        T[] transposed = weight.reshape(groups, outputs, depth).mT.Dense<T>().ToArray();
        T[] result = new T[batch * groups * channels * window.InSize];
        ForParts(batch, (from, to) =>
        {
            T[] columns = new T[depth * window.OutSize];
            for (int n = from; n < to; n++)
            {
                for (int g = 0; g < groups; g++)
                {
                    Array.Clear(columns);
                    Gemm.Serial<T>(
                        transposed.AsSpan(g * depth * outputs, depth * outputs),
                        source.AsSpan(((n * groups) + g) * outputs * window.OutSize, outputs * window.OutSize),
                        columns, depth, outputs, window.OutSize);
                    int at = ((n * groups) + g) * channels * window.InSize;
                    AddColumns(columns, result.AsSpan(at, channels * window.InSize), channels, window);
                }
            }
        });
        return Tensor.Of(result, batch, groups * channels, window.InHeight, window.InWidth);
    }

    private static Tensor WeightGradientOf<T>(Tensor gradient, Tensor x, long[] weightShape, WindowShape window, int groups)
        where T : unmanaged, INumber<T>
    {
        T[] source = x.DenseArray<T>();
        T[] gradients = gradient.DenseArray<T>();
        int batch = (int)x.shape[0];
        int channels = (int)x.shape[1] / groups;
        int outputs = (int)weightShape[0] / groups;
        int depth = channels * window.Taps;
        var parts = new T[BatchParts][];
        ForParts(batch, (from, to) =>
        {
            T[] columns = new T[depth * window.OutSize];
            T[] rows = new T[columns.Length];
            T[] sum = new T[groups * outputs * depth];
            for (int n = from; n < to; n++)
            {
                for (int g = 0; g < groups; g++)
                {
                    int at = ((n * groups) + g) * channels * window.InSize;
                    Columns(source.AsSpan(at, channels * window.InSize), columns, channels, window);
                    Transpose(columns, rows, depth, window.OutSize);
                    Gemm.Serial<T>(
                        gradients.AsSpan(((n * groups) + g) * outputs * window.OutSize, outputs * window.OutSize), rows,
                        sum.AsSpan(g * outputs * depth, outputs * depth), outputs, window.OutSize, depth);
                }
            }

            parts[PartOf(from, batch)] = sum;
        });
        T[] total = new T[groups * outputs * depth];
        foreach (T[]? part in parts)
        {
            if (part is not null)
            {
                TensorPrimitives.Add<T>(total, part, total);
            }
        }

        return Tensor.Of(total, weightShape);
    }

    private static int PartOf(int start, int batch) => (int)((long)start * BatchParts / Math.Max(1, batch));

    private static void ForParts(int batch, Action<int, int> body)
    {
        int parts = Math.Min(batch, BatchParts);
        if (parts <= 1)
        {
            body(0, batch);
            return;
        }

        Parallel.For(0, parts, part => body(Start(part), Start(part + 1)));

        // Rounded up, so that PartOf finds the part again.
        int Start(int part) => (int)((((long)part * batch) + parts - 1) / parts);
    }

    private static void Columns<T>(ReadOnlySpan<T> image, Span<T> columns, int channels, WindowShape w)
        where T : unmanaged
    {
        int row = 0;
        for (int c = 0; c < channels; c++)
        {
            ReadOnlySpan<T> plane = image.Slice(c * w.InSize, w.InSize);
            for (int ky = 0; ky < w.KernelHeight; ky++)
            {
                for (int kx = 0; kx < w.KernelWidth; kx++, row++)
                {
                    Span<T> target = columns.Slice(row * w.OutSize, w.OutSize);
                    int shift = (kx * w.DilationWidth) - w.PadWidth;
                    for (int y = 0; y < w.OutHeight; y++)
                    {
                        Span<T> line = target.Slice(y * w.OutWidth, w.OutWidth);
                        int iy = (y * w.StrideHeight) + (ky * w.DilationHeight) - w.PadHeight;
                        if ((uint)iy >= (uint)w.InHeight)
                        {
                            line.Clear();
                            continue;
                        }

                        ReadOnlySpan<T> from = plane.Slice(iy * w.InWidth, w.InWidth);
                        if (w.StrideWidth == 1)
                        {
                            int first = Math.Clamp(-shift, 0, line.Length);
                            int end = Math.Clamp(w.InWidth - shift, first, line.Length);
                            line[..first].Clear();
                            from.Slice(first + shift < 0 ? 0 : Math.Min(first + shift, w.InWidth), end - first).CopyTo(line[first..]);
                            line[end..].Clear();
                            continue;
                        }

                        for (int x = 0; x < line.Length; x++)
                        {
                            int ix = (x * w.StrideWidth) + shift;
                            line[x] = (uint)ix < (uint)w.InWidth ? from[ix] : default;
                        }
                    }
                }
            }
        }
    }

    private static void AddColumns<T>(ReadOnlySpan<T> columns, Span<T> image, int channels, WindowShape w)
        where T : unmanaged, INumber<T>
    {
        int row = 0;
        for (int c = 0; c < channels; c++)
        {
            Span<T> plane = image.Slice(c * w.InSize, w.InSize);
            for (int ky = 0; ky < w.KernelHeight; ky++)
            {
                for (int kx = 0; kx < w.KernelWidth; kx++, row++)
                {
                    ReadOnlySpan<T> source = columns.Slice(row * w.OutSize, w.OutSize);
                    int shift = (kx * w.DilationWidth) - w.PadWidth;
                    for (int y = 0; y < w.OutHeight; y++)
                    {
                        int iy = (y * w.StrideHeight) + (ky * w.DilationHeight) - w.PadHeight;
                        if ((uint)iy >= (uint)w.InHeight)
                        {
                            continue;
                        }

                        ReadOnlySpan<T> line = source.Slice(y * w.OutWidth, w.OutWidth);
                        Span<T> to = plane.Slice(iy * w.InWidth, w.InWidth);
                        if (w.StrideWidth == 1)
                        {
                            int first = Math.Clamp(-shift, 0, line.Length);
                            int end = Math.Clamp(w.InWidth - shift, first, line.Length);
                            if (end > first)
                            {
                                Span<T> target = to.Slice(first + shift, end - first);
                                TensorPrimitives.Add(target, line[first..end], target);
                            }

                            continue;
                        }

                        for (int x = 0; x < line.Length; x++)
                        {
                            int ix = (x * w.StrideWidth) + shift;
                            if ((uint)ix < (uint)w.InWidth)
                            {
                                to[ix] += line[x];
                            }
                        }
                    }
                }
            }
        }
    }

    private static void Transpose<T>(ReadOnlySpan<T> source, Span<T> target, int rows, int columns)
        where T : unmanaged
    {
        for (int c = 0; c < columns; c++)
        {
            Span<T> line = target.Slice(c * rows, rows);
            for (int r = 0; r < rows; r++)
            {
                line[r] = source[(r * columns) + c];
            }
        }
    }
}
