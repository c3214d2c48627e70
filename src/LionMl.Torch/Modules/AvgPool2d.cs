namespace TorchSharp.Modules;

/// <summary>The mean under each window.</summary>
public sealed class AvgPool2d : LayerBase
{
    private readonly long[] _kernel_size;
    private readonly long[]? _stride;
    private readonly long[]? _padding;
    private readonly bool _ceil_mode;
    private readonly bool _count_include_pad;
    private readonly long? _divisor_override;

    internal AvgPool2d(long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor_override)
        : base(nameof(AvgPool2d))
    {
        _kernel_size = kernel_size;
        _stride = stride;
        _padding = padding;
        _ceil_mode = ceil_mode;
        _count_include_pad = count_include_pad;
        _divisor_override = divisor_override;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.avg_pool2d(
        input, _kernel_size, _stride, _padding, _ceil_mode, _count_include_pad, _divisor_override);
}
