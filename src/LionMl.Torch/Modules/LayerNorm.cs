namespace TorchSharp.Modules;

/// <summary>Normalisation over the last dimensions.</summary>
public sealed class LayerNorm : LayerBase
{
    private readonly long[] _shape;
    private readonly double _eps;

    internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        (_shape, _eps) = ([.. normalized_shape], eps);
        if (elementwise_affine)
        {
            weight = Own("weight", ones(_shape, dtype));
            this.bias = bias ? Own("bias", zeros(_shape, dtype)) : null;
        }
    }

    public Parameter? weight { get; }

    public Parameter? bias { get; }

    private protected override Tensor Apply(Tensor input) => nn.functional.layer_norm(input, _shape, weight, bias, _eps);
}
