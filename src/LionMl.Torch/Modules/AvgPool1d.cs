namespace TorchSharp.Modules;

/// <summary>The mean under each window.</summary>
public sealed class AvgPool1d : LayerBase
{
    private readonly long _kernel_size;
    private readonly long? _stride;
    private readonly long? _padding;
    private readonly bool _ceil_mode;
    private readonly bool _count_include_pad;

    internal AvgPool1d(long kernel_size, long? stride, long? padding, bool ceil_mode, bool count_include_pad)
        : base(nameof(AvgPool1d))
    {
        _kernel_size = kernel_size;
        _stride = stride;
        _padding = padding;
        _ceil_mode = ceil_mode;
        _count_include_pad = count_include_pad;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.avg_pool1d(
        input, _kernel_size, _stride, _padding, _ceil_mode, _count_include_pad);
}
