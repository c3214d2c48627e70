namespace TorchSharp.Modules;

/// <summary>A convolution over [N, C, H, W].</summary>
public sealed class Conv2d : Convolution
{
    internal Conv2d(ConvolutionOptions options)
        : base(nameof(Conv2d), options, transposed: false)
    {
    }

    private protected override Tensor Apply(Tensor input)
    {
        (Tensor padded, long[] padding) = Padded(input);
        return nn.functional.conv2d(padded, weight, bias, Options.Stride, padding, Options.Dilation, Options.Groups);
    }
}
