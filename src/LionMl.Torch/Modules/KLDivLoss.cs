namespace TorchSharp.Modules;

/// <summary>The divergence of distributions given by logarithms.</summary>
public sealed class KLDivLoss : Loss
{
    private readonly bool _log_target;
    private readonly nn.Reduction _reduction;

    internal KLDivLoss(bool log_target, nn.Reduction reduction)
        : base(nameof(KLDivLoss))
    {
        _log_target = log_target;
        _reduction = reduction;
    }

    private protected override Tensor Apply(Tensor input, Tensor target) => nn.functional.kl_div(input, target, _log_target, _reduction);
}
