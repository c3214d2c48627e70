namespace TorchSharp.Modules;

/// <summary>x − log Σ exp(x) along a dimension.</summary>
public sealed class LogSoftmax : LayerBase
{
    private readonly long _dim;

    internal LogSoftmax(long dim)
        : base(nameof(LogSoftmax))
    {
        _dim = dim;
    }

    private protected override Tensor Apply(Tensor input) => input.log_softmax(_dim);
}
