namespace TorchSharp.Modules;

/// <summary>The hyperbolic tangent.</summary>
public sealed class Tanh : LayerBase
{
    private readonly bool _inplace;

    internal Tanh(bool inplace)
        : base(nameof(Tanh))
    {
        _inplace = inplace;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.tanh(input, _inplace);
}
