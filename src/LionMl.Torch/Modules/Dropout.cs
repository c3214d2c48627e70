namespace TorchSharp.Modules;

/// <summary>Zeroes elements at random while training.</summary>
public sealed class Dropout : LayerBase
{
    private readonly double _p;
    private readonly bool _inplace;

    internal Dropout(double p, bool inplace)
        : base(nameof(Dropout))
    {
        _p = p;
        _inplace = inplace;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.dropout(input, _p, training, _inplace);
}
