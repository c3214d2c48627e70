namespace TorchSharp.Modules;

/// <summary>Resizes the spatial dimensions.</summary>
public sealed class Upsample : LayerBase
{
    private readonly long[]? _size;
    private readonly double[]? _scale_factor;
    private readonly UpsampleMode _mode;
    private readonly bool? _align_corners;
    private readonly bool _recompute_scale_factor;

    internal Upsample(long[]? size, double[]? scale_factor, UpsampleMode mode, bool? align_corners, bool recompute_scale_factor)
        : base(nameof(Upsample))
    {
        _size = size;
        _scale_factor = scale_factor;
        _mode = mode;
        _align_corners = align_corners;
        _recompute_scale_factor = recompute_scale_factor;
    }

    private protected override Tensor Apply(Tensor input) =>
        nn.functional.interpolate(
            input, _size, _scale_factor, (InterpolationMode)(int)_mode, _align_corners, _recompute_scale_factor);
}
