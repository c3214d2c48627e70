namespace TorchSharp.Modules;

/// <summary>x · tanh(softplus(x)).</summary>
public sealed class Mish : LayerBase
{
    private readonly bool _inplace;

    internal Mish(bool inplace)
        : base(nameof(Mish))
    {
        _inplace = inplace;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.mish(input, _inplace);
}
