namespace TorchSharp.Modules;

/// <summary>Joins a range of dimensions into one.</summary>
public sealed class Flatten : LayerBase
{
    private readonly long _start_dim;
    private readonly long _end_dim;

    internal Flatten(long start_dim, long end_dim)
        : base(nameof(Flatten))
    {
        _start_dim = start_dim;
        _end_dim = end_dim;
    }

    private protected override Tensor Apply(Tensor input) => input.flatten(_start_dim, _end_dim);
}
