namespace TorchSharp.Modules;

/// <summary>x · Φ(x) with the normal distribution Φ.</summary>
public sealed class GELU : LayerBase
{
    private readonly GELU.Approximate _approximate;
    private readonly bool _inplace;

    internal GELU(GELU.Approximate approximate, bool inplace)
        : base(nameof(GELU))
    {
        _approximate = approximate;
        _inplace = inplace;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.gelu(input, _approximate, _inplace);

    /// <summary>How Φ is computed.</summary>
    public enum Approximate
    {
        none = 0,
        tanh = 1,
    }
}
