namespace TorchSharp.Modules;

/// <summary>A loss by its types, for declarations such as <c>Loss&lt;Tensor, Tensor, Tensor&gt;</c>.</summary>
public abstract class Loss<T1, T2, TResult>(string name) : nn.Module<T1, T2, TResult>(name)
{
}
