namespace TorchSharp.Modules;

/// <summary>A convolution over [N, C, L].</summary>
public sealed class Conv1d : Convolution
{
    internal Conv1d(ConvolutionOptions options)
        : base(nameof(Conv1d), options, transposed: false)
    {
    }

    private protected override Tensor Apply(Tensor input)
    {
        (Tensor padded, long[] padding) = Padded(input);
        return nn.functional.conv1d(padded, weight, bias, Options.Stride[0], padding[0], Options.Dilation[0], Options.Groups);
    }
}
