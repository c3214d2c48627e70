namespace TorchSharp.Modules;

/// <summary>Hands its input on.</summary>
public sealed class Identity : LayerBase
{
    internal Identity()
        : base(nameof(Identity))
    {
    }

    private protected override Tensor Apply(Tensor input) => input;
}
