namespace TorchSharp.Modules;

/// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
public sealed class Hardswish : LayerBase
{
    private readonly bool _inplace;

    internal Hardswish(bool inplace)
        : base(nameof(Hardswish))
    {
        _inplace = inplace;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.hardswish(input, _inplace);
}
