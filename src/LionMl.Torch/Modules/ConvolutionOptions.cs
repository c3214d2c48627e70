namespace TorchSharp.Modules;

/// <summary>The arguments of a convolution, one number per spatial dimension.</summary>
internal sealed record ConvolutionOptions(
    long InChannels, long OutChannels, long[] Kernel, long[] Stride, long[] Padding, long[] Dilation, PaddingModes Mode, long Groups,
    bool HasBias, ScalarType? Type)
{
    /// <summary>Padding given by its purpose; null where it is given by numbers.</summary>
    public Padding? Automatic { get; init; }

    /// <summary>What a transposed convolution adds behind.</summary>
    public long[] OutputPadding { get; init; } = [];
}
