namespace TorchSharp.Modules;

/// <summary>The mean over areas that give just this output size.</summary>
public sealed class AdaptiveAvgPool2d : LayerBase
{
    private readonly long[] _output_size;

    internal AdaptiveAvgPool2d(long[] output_size)
        : base(nameof(AdaptiveAvgPool2d))
    {
        _output_size = output_size;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.adaptive_avg_pool2d(input, _output_size);
}
