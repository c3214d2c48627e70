namespace TorchSharp.Modules;

/// <summary>The cross entropy of scores against classes.</summary>
public sealed class CrossEntropyLoss : Loss
{
    private readonly Tensor? _weight;
    private readonly long? _ignore_index;
    private readonly nn.Reduction _reduction;
    private readonly double _label_smoothing;

    internal CrossEntropyLoss(Tensor? weight, long? ignore_index, nn.Reduction reduction, double label_smoothing)
        : base(nameof(CrossEntropyLoss))
    {
        _weight = weight;
        _ignore_index = ignore_index;
        _reduction = reduction;
        _label_smoothing = label_smoothing;
    }

    private protected override Tensor Apply(Tensor input, Tensor target) => nn.functional.cross_entropy(
            input, target, _weight, _ignore_index ?? -100, _reduction, _label_smoothing);
}
