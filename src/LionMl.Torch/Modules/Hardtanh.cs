namespace TorchSharp.Modules;

/// <summary>x limited to a range.</summary>
public sealed class Hardtanh : LayerBase
{
    private readonly double _min_val;
    private readonly double _max_val;
    private readonly bool _inplace;

    internal Hardtanh(double min_val, double max_val, bool inplace)
        : base(nameof(Hardtanh))
    {
        _min_val = min_val;
        _max_val = max_val;
        _inplace = inplace;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.hardtanh(input, _min_val, _max_val, _inplace);
}
