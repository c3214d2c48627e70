namespace TorchSharp.Modules;

/// <summary>x, times a small slope where negative.</summary>
public sealed class LeakyReLU : LayerBase
{
    private readonly double _negative_slope;
    private readonly bool _inplace;

    internal LeakyReLU(double negative_slope, bool inplace)
        : base(nameof(LeakyReLU))
    {
        _negative_slope = negative_slope;
        _inplace = inplace;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.leaky_relu(input, _negative_slope, _inplace);
}
