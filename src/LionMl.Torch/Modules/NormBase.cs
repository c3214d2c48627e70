namespace TorchSharp.Modules;

/// <summary>Batch normalisation: by the batch while training, by running statistics otherwise.</summary>
public abstract class NormBase : LayerBase
{
    private readonly int[] _ranks;

    private protected NormBase(
        string name, int[] ranks, long features, double eps, double momentum, bool affine, bool track, ScalarType? dtype)
        : base(name)
    {
        _ranks = ranks;
        (num_features, this.eps, this.momentum) = (features, eps, momentum);
        if (affine)
        {
            weight = Own("weight", ones([features], dtype));
            bias = Own("bias", zeros([features], dtype));
        }

        if (track)
        {
            running_mean = zeros([features], dtype);
            running_var = ones([features], dtype);
            num_batches_tracked = zeros([], ScalarType.Int64);
            register_buffer("running_mean", running_mean);
            register_buffer("running_var", running_var);
            register_buffer("num_batches_tracked", num_batches_tracked);
        }
    }

    public long num_features { get; }

    public double eps { get; }

    public double momentum { get; }

    public Parameter? weight { get; }

    public Parameter? bias { get; }

    public Tensor? running_mean { get; }

    public Tensor? running_var { get; }

    public Tensor? num_batches_tracked { get; }

    private protected override Tensor Apply(Tensor input)
    {
        if (!_ranks.Contains((int)input.dim()))
        {
            throw new ArgumentException($"expected {string.Join("D or ", _ranks)}D input (got {input.dim()}D input)");
        }

        if (input.shape[1] != num_features)
        {
            throw new InvalidOperationException(
                $"{GetName()}: expected {num_features} channels, but got input of size {Shapes.Text(input.shape)}");
        }

        if (training && num_batches_tracked is not null)
        {
            num_batches_tracked.Overwrite(Tensor.FromScalar(num_batches_tracked.ToInt64() + 1, ScalarType.Int64));
        }

        return nn.functional.batch_norm(
            input, running_mean, running_var, weight, bias, training || running_mean is null, momentum, eps);
    }
}
