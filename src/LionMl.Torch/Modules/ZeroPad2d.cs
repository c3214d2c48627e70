namespace TorchSharp.Modules;

/// <summary>Zeros around the last two dimensions: left, right, top, bottom.</summary>
public sealed class ZeroPad2d : LayerBase
{
    private readonly long[] _padding;

    internal ZeroPad2d(long[] padding)
        : base(nameof(ZeroPad2d))
    {
        _padding = padding;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.pad(input, _padding);
}
