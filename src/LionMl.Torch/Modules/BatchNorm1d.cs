namespace TorchSharp.Modules;

/// <summary>Batch normalisation over [N, C] or [N, C, L].</summary>
public sealed class BatchNorm1d : NormBase
{
    internal BatchNorm1d(long features, double eps, double momentum, bool affine, bool track, ScalarType? dtype)
        : base(nameof(BatchNorm1d), [2, 3], features, eps, momentum, affine, track, dtype)
    {
    }
}
