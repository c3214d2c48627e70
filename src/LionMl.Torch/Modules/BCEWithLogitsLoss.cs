namespace TorchSharp.Modules;

/// <summary>The cross entropy of scores before the sigmoid.</summary>
public sealed class BCEWithLogitsLoss : Loss
{
    private readonly Tensor? _weight;
    private readonly nn.Reduction _reduction;
    private readonly Tensor? _pos_weights;

    internal BCEWithLogitsLoss(Tensor? weight, nn.Reduction reduction, Tensor? pos_weights)
        : base(nameof(BCEWithLogitsLoss))
    {
        _weight = weight;
        _reduction = reduction;
        _pos_weights = pos_weights;
    }

    private protected override Tensor Apply(Tensor input, Tensor target) => nn.functional.binary_cross_entropy_with_logits(
            input, target, _weight, _reduction, _pos_weights);
}
