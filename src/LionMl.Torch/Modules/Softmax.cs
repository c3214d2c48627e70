namespace TorchSharp.Modules;

/// <summary>exp(x) / Σ exp(x) along a dimension.</summary>
public sealed class Softmax : LayerBase
{
    private readonly long _dim;

    internal Softmax(long dim)
        : base(nameof(Softmax))
    {
        _dim = dim;
    }

    private protected override Tensor Apply(Tensor input) => input.softmax(_dim);
}
