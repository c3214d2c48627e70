namespace TorchSharp.Modules;

/// <summary>Splits one dimension into several.</summary>
public sealed class Unflatten : LayerBase
{
    private readonly long _dim;
    private readonly long[] _unflattened_size;

    internal Unflatten(long dim, long[] unflattened_size)
        : base(nameof(Unflatten))
    {
        _dim = dim;
        _unflattened_size = unflattened_size;
    }

    private protected override Tensor Apply(Tensor input) => input.unflatten(_dim, _unflattened_size);
}
