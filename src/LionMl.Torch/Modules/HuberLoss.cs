namespace TorchSharp.Modules;

/// <summary>Squared near zero, absolute beyond, scaled by δ.</summary>
public sealed class HuberLoss : Loss
{
    private readonly double _delta;
    private readonly nn.Reduction _reduction;

    internal HuberLoss(double delta, nn.Reduction reduction)
        : base(nameof(HuberLoss))
    {
        _delta = delta;
        _reduction = reduction;
    }

    private protected override Tensor Apply(Tensor input, Tensor target) => nn.functional.huber_loss(input, target, _delta, _reduction);
}
