namespace TorchSharp.Modules;

/// <summary>The mean squared difference.</summary>
public sealed class MSELoss : Loss
{
    private readonly nn.Reduction _reduction;

    internal MSELoss(nn.Reduction reduction)
        : base(nameof(MSELoss))
    {
        _reduction = reduction;
    }

    private protected override Tensor Apply(Tensor input, Tensor target) => nn.functional.mse_loss(input, target, _reduction);
}
