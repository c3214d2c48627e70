namespace TorchSharp.Modules;

/// <summary>The cross entropy of probabilities.</summary>
public sealed class BCELoss : Loss
{
    private readonly Tensor? _weight;
    private readonly nn.Reduction _reduction;

    internal BCELoss(Tensor? weight, nn.Reduction reduction)
        : base(nameof(BCELoss))
    {
        _weight = weight;
        _reduction = reduction;
    }

    private protected override Tensor Apply(
        Tensor input, Tensor target) =>
        nn.functional.binary_cross_entropy(input, target, _weight, _reduction);
}
