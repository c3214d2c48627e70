namespace TorchSharp.Modules;

/// <summary>x · Wᵀ + b over the last dimension; the weight has shape [outputs, inputs].</summary>
public sealed class Linear : LayerBase
{
    internal Linear(long inputSize, long outputSize, bool hasBias, ScalarType? dtype)
        : base(nameof(Linear))
    {
        (in_features, out_features) = (inputSize, outputSize);
        weight = Own("weight", zeros([outputSize, inputSize], dtype));
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (hasBias)
        {
            bias = Own("bias", zeros([outputSize], dtype));
            double bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
            nn.init.uniform_(bias, -bound, bound);
        }
    }

    internal Linear(Parameter weight, Parameter? bias)
        : base(nameof(Linear))
    {
        (in_features, out_features) = (weight.shape[1], weight.shape[0]);
        this.weight = weight;
        register_parameter("weight", weight);
        if (bias is not null)
        {
            this.bias = bias;
            register_parameter("bias", bias);
        }
    }

    public long in_features { get; }

    public long out_features { get; }

    public Parameter weight { get; }

    public Parameter? bias { get; }

    private protected override Tensor Apply(Tensor input) => nn.functional.linear(input, weight, bias);
}
