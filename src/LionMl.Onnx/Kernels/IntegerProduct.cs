using System.Numerics.Tensors;

namespace LionMl.Onnx.Kernels;

/// <summary>Exact products and convolutions of integers; operands of 16 bits cannot overflow the 64 bits of the sums.</summary>
internal static class IntegerProduct
{
    /// <summary>C = A·B for matrices at given places of larger arrays, on the calling thread.</summary>
    /// <param name="left">A, rows × inner.</param>
    /// <param name="right">B, inner × columns.</param>
    /// <param name="result">C, rows × columns; zero at first.</param>
    /// <param name="inner">The columns of A; at least 1.</param>
    /// <param name="columns">The columns of B; at least 1.</param>
    public static void Multiply(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<long> result, int inner, int columns)
    {
        for (int row = 0; row < result.Length / columns; row++)
        {
            Span<long> sums = result.Slice(row * columns, columns);
            for (int i = 0; i < inner; i++)
            {
                TensorPrimitives.MultiplyAdd(right.Slice(i * columns, columns), left[(row * inner) + i], sums, sums);
            }
        }
    }

    /// <summary>Convolves; padding counts as zeros.</summary>
    /// <param name="input">batch × (groups · groupInputs) × spatial.</param>
    /// <param name="weights">(groups · groupOutputs) × groupInputs × kernel.</param>
    /// <param name="geometry">The window.</param>
    /// <param name="batch">The number of samples.</param>
    /// <param name="groups">The number of groups.</param>
    /// <param name="groupInputs">Input channels of a group.</param>
    /// <param name="groupOutputs">Output channels of a group.</param>
    /// <param name="threads">The threads.</param>
    /// <returns>batch × (groups · groupOutputs) × output spatial.</returns>
    public static long[] Convolve(
        long[] input,
        long[] weights,
        WindowGeometry geometry,
        int batch,
        int groups,
        int groupInputs,
        int groupOutputs,
        Threads threads)
    {
        Window window = Window.Of(geometry);
        int channels = checked(groups * groupOutputs);
        long[] result = new long[checked(batch * channels * window.OutputCount)];
        if (result.Length == 0)
        {
            return result;
        }

        threads.For(batch * channels, 1, (start, end) =>
        {
            for (int plane = start; plane < end; plane++)
            {
                (int image, int channel) = Math.DivRem(plane, channels);
                int first = ((image * groups) + (channel / groupOutputs)) * groupInputs;
                for (int i = 0; i < groupInputs; i++)
                {
                    Add(
                        input.AsSpan((first + i) * window.InputCount, window.InputCount),
                        weights.AsSpan(((channel * groupInputs) + i) * window.KernelCount, window.KernelCount),
                        window,
                        result.AsSpan(plane * window.OutputCount, window.OutputCount));
                }
            }
        });
        return result;
    }

    private static void Add(ReadOnlySpan<long> input, ReadOnlySpan<long> weights, Window window, Span<long> sums)
    {
        int place = 0;
        for (int o0 = 0; o0 < window.Output[0]; o0++)
        {
            (int first0, int end0) = window.TapsInside(0, o0);
            for (int o1 = 0; o1 < window.Output[1]; o1++)
            {
                (int first1, int end1) = window.TapsInside(1, o1);
                for (int o2 = 0; o2 < window.Output[2]; o2++, place++)
                {
                    (int first2, int end2) = window.TapsInside(2, o2);
                    long sum = 0;
                    for (int k0 = first0; k0 < end0; k0++)
                    {
                        int row0 = window.Position(0, o0, k0) * window.Input[1];
                        for (int k1 = first1; k1 < end1; k1++)
                        {
                            int line = (row0 + window.Position(1, o1, k1)) * window.Input[2];
                            int tap = ((k0 * window.Kernel[1]) + k1) * window.Kernel[2];
                            for (int k2 = first2; k2 < end2; k2++)
                            {
                                sum += input[line + window.Position(2, o2, k2)] * weights[tap + k2];
                            }
                        }
                    }

                    sums[place] += sum;
                }
            }
        }
    }
}
