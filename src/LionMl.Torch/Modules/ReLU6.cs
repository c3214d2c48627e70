namespace TorchSharp.Modules;

/// <summary>x limited to [0, 6].</summary>
public sealed class ReLU6 : LayerBase
{
    private readonly bool _inplace;

    internal ReLU6(bool inplace)
        : base(nameof(ReLU6))
    {
        _inplace = inplace;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.relu6(input, _inplace);
}
