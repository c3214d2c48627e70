using TorchSharp.Modules;

namespace LionMl.Torch.Tests.Cases;

/// <summary>A parameter of one's own, as in the goldens' script.</summary>
internal sealed class OwnParameter : nn.Module<Tensor, Tensor>
{
    private readonly Parameter scale = nn.Parameter(randn(5));

    public OwnParameter()
        : base("Own") => RegisterComponents();

    public override Tensor forward(Tensor x) => (x * scale) + 1;
}
