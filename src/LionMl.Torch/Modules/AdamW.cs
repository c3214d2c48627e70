namespace TorchSharp.Modules;

/// <summary>Adam with weight decay apart from the gradient (Loshchilov and Hutter).</summary>
public sealed class AdamW : Adam
{
    internal AdamW(
        IEnumerable<Parameter> parameters, double lr, double beta1, double beta2, double eps, double weightDecay, bool amsgrad,
        bool maximize)
        : base(parameters, lr, beta1, beta2, eps, weightDecay, amsgrad, maximize, decoupled: true)
    {
    }
}
