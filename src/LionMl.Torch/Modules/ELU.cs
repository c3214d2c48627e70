namespace TorchSharp.Modules;

/// <summary>x where positive, α · (exp(x) − 1) elsewhere.</summary>
public sealed class ELU : LayerBase
{
    private readonly double _alpha;
    private readonly bool _inplace;

    internal ELU(double alpha, bool inplace)
        : base(nameof(ELU))
    {
        _alpha = alpha;
        _inplace = inplace;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.elu(input, _alpha, _inplace);
}
