namespace TorchSharp;

/// <summary>Where a two-dimensional window lies over its input: sizes, strides, padding, dilation, in the order height, width.</summary>
internal readonly record struct WindowShape(
    int InHeight, int InWidth, int OutHeight, int OutWidth, int KernelHeight, int KernelWidth, int StrideHeight, int StrideWidth,
    int PadHeight, int PadWidth, int DilationHeight, int DilationWidth)
{
    public int OutSize => OutHeight * OutWidth;

    public int InSize => InHeight * InWidth;

    public int Taps => KernelHeight * KernelWidth;

    public static WindowShape Of(
        string op, long[] input, long[] kernel, long[] stride, long[] padding, long[] dilation, bool ceil = false)
    {
        long[] output = new long[2];
        for (int i = 0; i < 2; i++)
        {
            if (stride[i] <= 0 || kernel[i] <= 0 || dilation[i] <= 0 || padding[i] < 0)
            {
                throw new ArgumentException(
                    $"{op}: kernel size, stride and dilation must be greater than zero and padding not negative, but got kernel "
                    + $"{Shapes.Text(kernel)}, stride {Shapes.Text(stride)}, dilation {Shapes.Text(dilation)}, padding "
                    + $"{Shapes.Text(padding)}");
            }

            long span = (dilation[i] * (kernel[i] - 1)) + 1;
            long room = input[i] + (2 * padding[i]) - span;
            if (room < 0)
            {
                throw new InvalidOperationException(
                    $"{op}: Calculated padded input size per channel: ({input[0] + (2 * padding[0])} x {input[1] + (2 * padding[1])}). "
                    + $"Kernel size: ({kernel[0]} x {kernel[1]}). Kernel size can't be greater than actual input size");
            }

            output[i] = (room / stride[i]) + 1;

            // The last window of a rounded-up pooling must still start inside of the input or its leading padding.
            if (ceil && room % stride[i] != 0 && output[i] * stride[i] < input[i] + padding[i])
            {
                output[i]++;
            }
        }

        return new WindowShape(
            (int)input[0], (int)input[1], (int)output[0], (int)output[1], (int)kernel[0], (int)kernel[1], (int)stride[0], (int)stride[1],
            (int)padding[0], (int)padding[1], (int)dilation[0], (int)dilation[1]);
    }
}
