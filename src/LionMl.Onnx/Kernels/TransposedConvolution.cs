namespace LionMl.Onnx.Kernels;

/// <summary>Float transposed convolution, summed in 64 bits: each element of the input adds its window, times the weights.</summary>
internal static class TransposedConvolution
{
    /// <summary>Computes the result.</summary>
    /// <param name="input">batch × (groups · groupInputs) × the geometry's output.</param>
    /// <param name="weights">(groups · groupInputs) × groupOutputs × kernel.</param>
    /// <param name="bias">One number for each output channel, or null.</param>
    /// <param name="geometry">The window of the convolution that this is the transpose of.</param>
    /// <param name="batch">The number of samples.</param>
    /// <param name="groups">The number of groups.</param>
    /// <param name="groupInputs">Input channels of a group.</param>
    /// <param name="groupOutputs">Output channels of a group.</param>
    /// <param name="threads">The threads.</param>
    /// <returns>batch × (groups · groupOutputs) × the geometry's input.</returns>
    public static float[] Run(
        float[] input,
        float[] weights,
        float[]? bias,
        WindowGeometry geometry,
        int batch,
        int groups,
        int groupInputs,
        int groupOutputs,
        Threads threads)
    {
        Window window = Window.Of(geometry);
        int channels = checked(groups * groupOutputs);
        float[] result = new float[checked(batch * channels * window.InputCount)];
        if (result.Length == 0)
        {
            return result;
        }

        threads.For(batch * channels, 1, (start, end) =>
        {
            double[] sums = new double[window.InputCount];
            for (int plane = start; plane < end; plane++)
            {
                (int image, int channel) = Math.DivRem(plane, channels);
                (int group, int groupChannel) = Math.DivRem(channel, groupOutputs);
                Array.Fill(sums, bias?[channel] ?? 0.0);
                for (int i = 0; i < groupInputs; i++)
                {
                    int source = (group * groupInputs) + i;
                    Add(
                        input.AsSpan(((image * groups * groupInputs) + source) * window.OutputCount, window.OutputCount),
                        weights.AsSpan(((source * groupOutputs) + groupChannel) * window.KernelCount, window.KernelCount),
                        window,
                        sums);
                }

                Span<float> destination = result.AsSpan(plane * window.InputCount, window.InputCount);
                for (int i = 0; i < sums.Length; i++)
                {
                    destination[i] = (float)sums[i];
                }
            }
        });
        return result;
    }

    private static void Add(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Window window, double[] sums)
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
                    double value = input[place];
                    for (int k0 = first0; k0 < end0; k0++)
                    {
                        int row0 = window.Position(0, o0, k0) * window.Input[1];
                        for (int k1 = first1; k1 < end1; k1++)
                        {
                            int line = (row0 + window.Position(1, o1, k1)) * window.Input[2];
                            int tap = ((k0 * window.Kernel[1]) + k1) * window.Kernel[2];
                            for (int k2 = first2; k2 < end2; k2++)
                            {
                                sums[line + window.Position(2, o2, k2)] += value * weights[tap + k2];
                            }
                        }
                    }
                }
            }
        }
    }
}
