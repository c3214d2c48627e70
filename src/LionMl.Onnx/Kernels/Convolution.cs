namespace LionMl.Onnx.Kernels;

/// <summary>
/// Float convolution: the inputs under each output position are laid out as a column, so that the rest is a matrix product.
/// </summary>
internal static class Convolution
{
    // The columns of one tile (floats): small enough to stay in a core's second-level cache.
    private const int TileElements = 1 << 16;
    private const int MinimumTile = 32;

    /// <summary>Convolves.</summary>
    /// <param name="input">batch × (groups · groupInputs) × spatial.</param>
    /// <param name="weights">(groups · groupOutputs) × groupInputs × kernel.</param>
    /// <param name="bias">One number for each output channel, or null.</param>
    /// <param name="geometry">The window.</param>
    /// <param name="batch">The number of samples.</param>
    /// <param name="groups">The number of groups.</param>
    /// <param name="groupInputs">Input channels of a group.</param>
    /// <param name="groupOutputs">Output channels of a group.</param>
    /// <param name="threads">The threads.</param>
    /// <returns>batch × (groups · groupOutputs) × output spatial.</returns>
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
        int outputs = window.OutputCount;
        int inner = checked(groupInputs * window.KernelCount);
        float[] result = new float[checked(batch * groups * groupOutputs * outputs)];
        if (result.Length == 0)
        {
            return result;
        }

        int tile = Math.Clamp(TileElements / Math.Max(1, inner), MinimumTile, Math.Max(MinimumTile, outputs));
        int tiles = (outputs + tile - 1) / tile;
        threads.For(checked(batch * groups * tiles), 1, (start, end) =>
        {
            float[] columns = new float[checked(inner * tile)];
            for (int piece = start; piece < end; piece++)
            {
                (int image, int part) = Math.DivRem(piece, tiles);
                int group = image % groups;
                int first = part * tile;
                int count = Math.Min(tile, outputs - first);
                LayOut(input, image * groupInputs * window.InputCount, groupInputs, window, first, count, columns);
                Span<float> destination = result.AsSpan((image * groupOutputs * outputs) + first);
                MatrixProduct.Block(
                    weights.AsSpan(group * groupOutputs * inner), inner, columns, count, destination, outputs, groupOutputs, inner, count);
                for (int channel = 0; bias is not null && channel < groupOutputs; channel++)
                {
                    Span<float> row = destination.Slice(channel * outputs, count);
                    System.Numerics.Tensors.TensorPrimitives.Add(row, bias[(group * groupOutputs) + channel], row);
                }
            }
        });
        return result;
    }

    // columns[(channel, tap), position] for `count` output positions from `first` on.
    private static void LayOut(float[] input, int offset, int channels, Window window, int first, int count, float[] columns)
    {
        int row = 0;
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<float> plane = input.AsSpan(offset + (channel * window.InputCount), window.InputCount);
            for (int k0 = 0; k0 < window.Kernel[0]; k0++)
            {
                for (int k1 = 0; k1 < window.Kernel[1]; k1++)
                {
                    for (int k2 = 0; k2 < window.Kernel[2]; k2++, row++)
                    {
                        LayOutTap(plane, window, k0, k1, k2, first, columns.AsSpan(row * count, count));
                    }
                }
            }
        }
    }

    private static void LayOutTap(ReadOnlySpan<float> plane, Window window, int k0, int k1, int k2, int first, Span<float> destination)
    {
        (int rest, int o2) = Math.DivRem(first, window.Output[2]);
        (int o0, int o1) = Math.DivRem(rest, window.Output[1]);
        int written = 0;
        while (written < destination.Length)
        {
            int count = Math.Min(destination.Length - written, window.Output[2] - o2);
            Span<float> run = destination.Slice(written, count);
            int i0 = (o0 * window.Stride[0]) + (k0 * window.Dilation[0]) - window.PadBegin[0];
            int i1 = (o1 * window.Stride[1]) + (k1 * window.Dilation[1]) - window.PadBegin[1];
            if ((uint)i0 >= (uint)window.Input[0] || (uint)i1 >= (uint)window.Input[1])
            {
                run.Clear();
            }
            else
            {
                ReadOnlySpan<float> line = plane.Slice(((i0 * window.Input[1]) + i1) * window.Input[2], window.Input[2]);
                LayOutLine(line, (o2 * window.Stride[2]) + (k2 * window.Dilation[2]) - window.PadBegin[2], window.Stride[2], run);
            }

            written += count;
            o2 = 0;
            if (++o1 == window.Output[1])
            {
                o1 = 0;
                o0++;
            }
        }
    }

    private static void LayOutLine(ReadOnlySpan<float> line, int start, int stride, Span<float> run)
    {
        int before = start >= 0 ? 0 : Math.Min(run.Length, (-start + stride - 1) / stride);
        int end = start >= line.Length ? before : Math.Clamp(((line.Length - 1 - start) / stride) + 1, before, run.Length);
        run[..before].Clear();
        run[end..].Clear();
        if (stride == 1 && end > before)
        {
            line.Slice(start + before, end - before).CopyTo(run[before..]);
            return;
        }

        for (int i = before; i < end; i++)
        {
            run[i] = line[start + (i * stride)];
        }
    }
}
