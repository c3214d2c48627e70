namespace TorchSharp.Modules;

/// <summary>The transpose of a convolution over [N, C, H, W].</summary>
public sealed class ConvTranspose2d : Convolution
{
    internal ConvTranspose2d(ConvolutionOptions options)
        : base(nameof(ConvTranspose2d), options, transposed: true)
    {
        if (options.Mode is not (PaddingModes.Zeros or PaddingModes.Constant))
        {
            throw new ArgumentException("Only \"zeros\" padding mode is supported for ConvTranspose2d");
        }
    }

    private protected override Tensor Apply(Tensor input) => nn.functional.conv_transpose2d(
        input, weight, bias, Options.Stride, Options.Padding, Options.OutputPadding, Options.Dilation, Options.Groups);
}
