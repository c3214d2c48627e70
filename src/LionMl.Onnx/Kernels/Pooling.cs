namespace LionMl.Onnx.Kernels;

/// <summary>Float pooling over one to three spatial axes.</summary>
internal static class Pooling
{
    private const int MinimumWork = 1 << 14;

    /// <summary>The largest element under each window; padding never counts.</summary>
    /// <param name="input">planes × spatial.</param>
    /// <param name="geometry">The window.</param>
    /// <param name="planes">Samples times channels.</param>
    /// <param name="indices">Receives the flat index of each maximum in its plane (−1 for a window on padding only); or is empty.</param>
    /// <param name="threads">The threads.</param>
    /// <returns>planes × output spatial; −∞ for a window on padding only.</returns>
    public static float[] Maximum(float[] input, WindowGeometry geometry, int planes, int[] indices, Threads threads)
    {
        Window window = Window.Of(geometry);
        return ForEachPlane(input, window, planes, threads, (plane, values, results) =>
        {
            for (int output = 0; output < results.Length; output++)
            {
                Taps taps = Taps.Of(window, output);
                float best = float.NegativeInfinity;
                int where = -1;
                for (int k0 = taps.First0; k0 < taps.End0; k0++)
                {
                    for (int k1 = taps.First1; k1 < taps.End1; k1++)
                    {
                        int line = taps.Line(window, k0, k1);
                        for (int k2 = taps.First2; k2 < taps.End2; k2++)
                        {
                            int index = line + (k2 * window.Dilation[2]);
                            float value = values[index];
                            if (value > best || where < 0 || float.IsNaN(value))
                            {
                                best = value;
                                where = index;
                            }
                        }
                    }
                }

                results[output] = best;
                if (indices.Length > 0)
                {
                    indices[(plane * results.Length) + output] = where;
                }
            }
        });
    }

    /// <summary>The mean of the elements under each window, summed in 64 bits.</summary>
    /// <param name="input">planes × spatial.</param>
    /// <param name="geometry">The window.</param>
    /// <param name="planes">Samples times channels.</param>
    /// <param name="countPadding">Whether declared padding counts as zeros; what lies beyond it (after rounding up) never counts.</param>
    /// <param name="threads">The threads.</param>
    /// <returns>planes × output spatial.</returns>
    public static float[] Average(float[] input, WindowGeometry geometry, int planes, bool countPadding, Threads threads)
    {
        Window window = Window.Of(geometry);
        return ForEachPlane(input, window, planes, threads, (_, values, results) =>
        {
            for (int output = 0; output < results.Length; output++)
            {
                Taps taps = Taps.Of(window, output);
                double sum = 0;
                for (int k0 = taps.First0; k0 < taps.End0; k0++)
                {
                    for (int k1 = taps.First1; k1 < taps.End1; k1++)
                    {
                        int line = taps.Line(window, k0, k1);
                        for (int k2 = taps.First2; k2 < taps.End2; k2++)
                        {
                            sum += values[line + (k2 * window.Dilation[2])];
                        }
                    }
                }

                int count = countPadding ? taps.CountWithPadding(window) : taps.Count;
                results[output] = count == 0 ? 0 : (float)(sum / count);
            }
        });
    }

    /// <summary>The norm of the elements under each window, summed in 64 bits; padding adds nothing.</summary>
    /// <param name="input">planes × spatial.</param>
    /// <param name="geometry">The window.</param>
    /// <param name="planes">Samples times channels.</param>
    /// <param name="power">What each element adds to the sum.</param>
    /// <param name="root">The norm that a sum gives.</param>
    /// <param name="threads">The threads.</param>
    /// <returns>planes × output spatial.</returns>
    public static float[] Norm(
        float[] input, WindowGeometry geometry, int planes, Func<double, double> power, Func<double, double> root, Threads threads)
    {
        Window window = Window.Of(geometry);
        return ForEachPlane(input, window, planes, threads, (_, values, results) =>
        {
            for (int output = 0; output < results.Length; output++)
            {
                results[output] = (float)root(Sum(Taps.Of(window, output), window, values, power));
            }
        });
    }

    private static double Sum(Taps taps, Window window, ReadOnlySpan<float> values, Func<double, double> map)
    {
        double sum = 0;
        for (int k0 = taps.First0; k0 < taps.End0; k0++)
        {
            for (int k1 = taps.First1; k1 < taps.End1; k1++)
            {
                int line = taps.Line(window, k0, k1);
                for (int k2 = taps.First2; k2 < taps.End2; k2++)
                {
                    sum += map(values[line + (k2 * window.Dilation[2])]);
                }
            }
        }

        return sum;
    }

    /// <summary>The number that a window's sum is divided by, for each output position of a plane.</summary>
    public static int[] Divisors(WindowGeometry geometry, bool countPadding)
    {
        Window window = Window.Of(geometry);
        int[] divisors = new int[window.OutputCount];
        for (int output = 0; output < divisors.Length; output++)
        {
            Taps taps = Taps.Of(window, output);
            divisors[output] = countPadding ? taps.CountWithPadding(window) : taps.Count;
        }

        return divisors;
    }

    private delegate void PlaneBody(int plane, ReadOnlySpan<float> values, Span<float> results);

    private static float[] ForEachPlane(float[] input, Window window, int planes, Threads threads, PlaneBody body)
    {
        float[] result = new float[checked(planes * window.OutputCount)];
        long work = Math.Max(1, (long)window.OutputCount * window.KernelCount);
        threads.For(planes, (int)Math.Max(1, MinimumWork / work), (start, end) =>
        {
            for (int plane = start; plane < end; plane++)
            {
                body(
                    plane,
                    input.AsSpan(plane * window.InputCount, window.InputCount),
                    result.AsSpan(plane * window.OutputCount, window.OutputCount));
            }
        });
        return result;
    }

    // The taps of a window that lie on the input, as half-open ranges along the three axes.
    private readonly record struct Taps(
        int Origin0, int Origin1, int Origin2, int First0, int End0, int First1, int End1, int First2, int End2)
    {
        public int Count => (End0 - First0) * (End1 - First1) * (End2 - First2);

        public static Taps Of(Window window, int output)
        {
            (int rest, int o2) = Math.DivRem(output, window.Output[2]);
            (int o0, int o1) = Math.DivRem(rest, window.Output[1]);
            (int first0, int end0) = window.TapsInside(0, o0);
            (int first1, int end1) = window.TapsInside(1, o1);
            (int first2, int end2) = window.TapsInside(2, o2);
            return new Taps(Origin(window, 0, o0), Origin(window, 1, o1), Origin(window, 2, o2), first0, end0, first1, end1, first2, end2);
        }

        // The flat index of tap (k0, k1, 0); it may lie before the line that it belongs to.
        public int Line(Window window, int k0, int k1) =>
            ((((Origin0 + (k0 * window.Dilation[0])) * window.Input[1]) + Origin1 + (k1 * window.Dilation[1])) * window.Input[2]) + Origin2;

        public int CountWithPadding(Window window) =>
            Padded(window, 0, Origin0) * Padded(window, 1, Origin1) * Padded(window, 2, Origin2);

        private static int Origin(Window window, int axis, int output) => (output * window.Stride[axis]) - window.PadBegin[axis];

        private static int Padded(Window window, int axis, int origin)
        {
            int room = window.Input[axis] + window.PadEnd[axis] - origin;
            return Math.Clamp((room + window.Dilation[axis] - 1) / window.Dilation[axis], 0, window.Kernel[axis]);
        }
    }
}
