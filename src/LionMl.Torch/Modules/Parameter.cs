namespace TorchSharp.Modules;

/// <summary>A tensor that a module owns and an optimiser trains.</summary>
public class Parameter : Tensor
{
    /// <summary>A parameter over the memory of a tensor.</summary>
    /// <param name="data">The initial value; shared, not copied.</param>
    /// <param name="requires_grad">Whether it is trained.</param>
    public Parameter(Tensor data, bool requires_grad = true)
        : base(data) => this.requires_grad = requires_grad;
}
