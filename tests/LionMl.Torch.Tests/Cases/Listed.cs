using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace LionMl.Torch.Tests.Cases;

/// <summary>A list of layers, as in the goldens' script.</summary>
internal sealed class Listed : Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> layers = ModuleList(Linear(5, 5), Linear(5, 5), Linear(5, 5));

    public Listed()
        : base("Listed") => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        foreach (Linear layer in layers)
        {
            x = layer.call(x).tanh() + x;
        }

        return x;
    }
}
