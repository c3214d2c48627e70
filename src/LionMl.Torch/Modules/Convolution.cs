namespace TorchSharp.Modules;

/// <summary>What convolutions have in common: geometry, weights with PyTorch's initial values, and padding that is not zero.</summary>
public abstract class Convolution : LayerBase
{
    private readonly Padding? _automatic;

    private protected Convolution(string name, ConvolutionOptions options, bool transposed)
        : base(name)
    {
        Options = options;
        _automatic = options.Automatic;
        if (options.Groups <= 0 || options.InChannels % options.Groups != 0 || options.OutChannels % options.Groups != 0)
        {
            throw new ArgumentException("in_channels and out_channels must be divisible by groups");
        }

        long[] shape = transposed
            ? [options.InChannels, options.OutChannels / options.Groups, .. options.Kernel]
            : [options.OutChannels, options.InChannels / options.Groups, .. options.Kernel];
        weight = Own("weight", zeros(shape, options.Type));
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (options.HasBias)
        {
            bias = Own("bias", zeros([options.OutChannels], options.Type));
            double bound = 1 / Math.Sqrt(Math.Max(1, nn.init.CalculateFanInAndFanOut(weight).fanIn));
            nn.init.uniform_(bias, -bound, bound);
        }
    }

    public long in_channels => Options.InChannels;

    public long out_channels => Options.OutChannels;

    public long[] kernel_size => [.. Options.Kernel];

    public long[] stride => [.. Options.Stride];

    public long[] dilation => [.. Options.Dilation];

    public long groups => Options.Groups;

    public Parameter weight { get; }

    public Parameter? bias { get; }

    private protected ConvolutionOptions Options { get; }

    /// <summary>The input with the padding that the convolution itself cannot do, and the padding left for it.</summary>
    private protected (Tensor Input, long[] Padding) Padded(Tensor input)
    {
        int spatial = Options.Kernel.Length;
        long[] before = [.. Options.Padding];
        long[] after = [.. Options.Padding];
        if (_automatic is { } automatic)
        {
            for (int i = 0; i < spatial; i++)
            {
                long total = automatic == Padding.Same ? Options.Dilation[i] * (Options.Kernel[i] - 1) : 0;
                (before[i], after[i]) = (total / 2, total - (total / 2));
                if (automatic == Padding.Same && Options.Stride[i] != 1)
                {
                    throw new InvalidOperationException("padding='same' is not supported for strided convolutions");
                }
            }
        }

        bool zero = Options.Mode is PaddingModes.Zeros or PaddingModes.Constant;
        if (zero && before.AsSpan().SequenceEqual(after))
        {
            return (input, before);
        }

        long[] pad = [.. Enumerable.Range(0, spatial).Reverse().SelectMany(i => new[] { before[i], after[i] })];
        return (nn.functional.pad(input, pad, zero ? PaddingModes.Constant : Options.Mode), new long[spatial]);
    }
}
