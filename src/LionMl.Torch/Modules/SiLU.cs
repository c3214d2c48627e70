namespace TorchSharp.Modules;

/// <summary>x · sigmoid(x).</summary>
public sealed class SiLU : LayerBase
{
    private readonly bool _inplace;

    internal SiLU(bool inplace)
        : base(nameof(SiLU))
    {
        _inplace = inplace;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.silu(input, _inplace);
}
