namespace LionMl.Onnx.Kernels;

/// <summary>A window geometry of one to three axes, written with always three (missing axes in front have size 1), for the loops.</summary>
internal sealed class Window
{
    public const int Axes = 3;

    private Window(WindowGeometry geometry)
    {
        int missing = Axes - geometry.SpatialRank;
        for (int axis = 0; axis < geometry.SpatialRank; axis++)
        {
            Input[axis + missing] = geometry.InputSizes[axis];
            Output[axis + missing] = geometry.OutputSizes[axis];
            Kernel[axis + missing] = geometry.KernelSizes[axis];
            Stride[axis + missing] = geometry.Strides[axis];
            Dilation[axis + missing] = geometry.Dilations[axis];
            PadBegin[axis + missing] = geometry.PadsBegin[axis];
            PadEnd[axis + missing] = geometry.PadsEnd[axis];
        }

        InputCount = checked(Input[0] * Input[1] * Input[2]);
        OutputCount = checked(Output[0] * Output[1] * Output[2]);
        KernelCount = checked(Kernel[0] * Kernel[1] * Kernel[2]);
    }

    public int[] Input { get; } = [1, 1, 1];

    public int[] Output { get; } = [1, 1, 1];

    public int[] Kernel { get; } = [1, 1, 1];

    public int[] Stride { get; } = [1, 1, 1];

    public int[] Dilation { get; } = [1, 1, 1];

    public int[] PadBegin { get; } = [0, 0, 0];

    public int[] PadEnd { get; } = [0, 0, 0];

    public int InputCount { get; }

    public int OutputCount { get; }

    public int KernelCount { get; }

    public static Window Of(WindowGeometry geometry) => new(geometry);

    /// <summary>The input position that a tap reads at an output position; outside of the input it is padding.</summary>
    public int Position(int axis, int output, int tap) => (output * Stride[axis]) + (tap * Dilation[axis]) - PadBegin[axis];

    /// <summary>The taps [First, End) of the window at an output position that lie on the input, not on padding.</summary>
    public (int First, int End) TapsInside(int axis, int output)
    {
        int origin = (output * Stride[axis]) - PadBegin[axis];
        int first = origin >= 0 ? 0 : (-origin + Dilation[axis] - 1) / Dilation[axis];
        int end = origin >= Input[axis] ? 0 : Math.Min(Kernel[axis], ((Input[axis] - 1 - origin) / Dilation[axis]) + 1);
        return (first, Math.Max(first, end));
    }
}
