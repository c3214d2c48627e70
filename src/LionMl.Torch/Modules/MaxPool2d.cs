namespace TorchSharp.Modules;

/// <summary>The largest value under each window.</summary>
public sealed class MaxPool2d : LayerBase
{
    private readonly long[] _kernel_size;
    private readonly long[]? _stride;
    private readonly long[]? _padding;
    private readonly long[]? _dilation;
    private readonly bool _ceil_mode;

    internal MaxPool2d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
        : base(nameof(MaxPool2d))
    {
        _kernel_size = kernel_size;
        _stride = stride;
        _padding = padding;
        _dilation = dilation;
        _ceil_mode = ceil_mode;
    }

    private protected override Tensor Apply(
        Tensor input) =>
        nn.functional.max_pool2d(input, _kernel_size, _stride, _padding, _dilation, _ceil_mode);
}
