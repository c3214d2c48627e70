namespace TorchSharp.Modules;

/// <summary>max(x, 0).</summary>
public sealed class ReLU : LayerBase
{
    private readonly bool _inplace;

    internal ReLU(bool inplace)
        : base(nameof(ReLU))
    {
        _inplace = inplace;
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.relu(input, _inplace);
}
