namespace TorchSharp.Modules;

/// <summary>What compares a prediction with a target.</summary>
public abstract class Loss(string name) : Loss<Tensor, Tensor, Tensor>(name)
{
    public sealed override Tensor forward(Tensor input1, Tensor input2) => Apply(input1, input2);

    private protected abstract Tensor Apply(Tensor input, Tensor target);
}
