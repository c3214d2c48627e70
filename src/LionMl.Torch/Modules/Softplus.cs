namespace TorchSharp.Modules;

/// <summary>log(1 + exp(β·x)) / β.</summary>
public sealed class Softplus : LayerBase
{
    private readonly double _beta;
    private readonly double _threshold;

    internal Softplus(double beta, double threshold)
        : base(nameof(Softplus))
    {
        _beta = beta;
        _threshold = threshold;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.softplus(input, _beta, _threshold);
}
