namespace TorchSharp.Modules;

/// <summary>Batch normalisation over [N, C, H, W].</summary>
public sealed class BatchNorm2d : NormBase
{
    internal BatchNorm2d(long features, double eps, double momentum, bool affine, bool track, ScalarType? dtype)
        : base(nameof(BatchNorm2d), [4], features, eps, momentum, affine, track, dtype)
    {
    }
}
