namespace TorchSharp.Modules;

/// <summary>min(max(x + 3, 0), 6) / 6.</summary>
public sealed class Hardsigmoid : LayerBase
{
    private readonly bool _inplace;

    internal Hardsigmoid(bool inplace)
        : base(nameof(Hardsigmoid))
    {
        _inplace = inplace;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.hardsigmoid(input, _inplace);
}
