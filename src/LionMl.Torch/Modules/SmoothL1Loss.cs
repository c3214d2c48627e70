namespace TorchSharp.Modules;

/// <summary>Squared near zero, absolute beyond.</summary>
public sealed class SmoothL1Loss : Loss
{
    private readonly nn.Reduction _reduction;
    private readonly double _beta;

    internal SmoothL1Loss(nn.Reduction reduction, double beta)
        : base(nameof(SmoothL1Loss))
    {
        _reduction = reduction;
        _beta = beta;
    }

    private protected override Tensor Apply(Tensor input, Tensor target) => nn.functional.smooth_l1_loss(input, target, _reduction, _beta);
}
