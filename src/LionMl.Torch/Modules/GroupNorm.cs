namespace TorchSharp.Modules;

/// <summary>Normalisation over groups of channels.</summary>
public sealed class GroupNorm : LayerBase
{
    private readonly long _groups;
    private readonly double _eps;

    internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, ScalarType? dtype)
        : base(nameof(GroupNorm))
    {
        if (num_groups <= 0 || num_channels % num_groups != 0)
        {
            throw new ArgumentException("num_channels must be divisible by num_groups");
        }

        (_groups, _eps) = (num_groups, eps);
        if (affine)
        {
            weight = Own("weight", ones([num_channels], dtype));
            bias = Own("bias", zeros([num_channels], dtype));
        }
    }

    public Parameter? weight { get; }

    public Parameter? bias { get; }

    private protected override Tensor Apply(Tensor input) => nn.functional.group_norm(input, _groups, weight, bias, _eps);
}
