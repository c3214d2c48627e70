namespace TorchSharp.Modules;

/// <summary>The mean absolute difference.</summary>
public sealed class L1Loss : Loss
{
    private readonly nn.Reduction _reduction;

    internal L1Loss(nn.Reduction reduction)
        : base(nameof(L1Loss))
    {
        _reduction = reduction;
    }

    private protected override Tensor Apply(Tensor input, Tensor target) => nn.functional.l1_loss(input, target, _reduction);
}
