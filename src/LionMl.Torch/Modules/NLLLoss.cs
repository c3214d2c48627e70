namespace TorchSharp.Modules;

/// <summary>Minus the score of the right class.</summary>
public sealed class NLLLoss : Loss
{
    private readonly Tensor? _weight;
    private readonly nn.Reduction _reduction;

    internal NLLLoss(Tensor? weight, nn.Reduction reduction)
        : base(nameof(NLLLoss))
    {
        _weight = weight;
        _reduction = reduction;
    }

    private protected override Tensor Apply(Tensor input, Tensor target) => nn.functional.nll_loss(input, target, _weight, _reduction);
}
