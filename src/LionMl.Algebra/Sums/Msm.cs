namespace LionMl.Algebra;

public static partial class Msm
{
    /// <summary>Σ scalars[firstScalar + i] · bases[firstBase + i] for i below <paramref name="count"/>.</summary>
    /// <remarks>Exact for every input: infinity, equal and opposite bases, equal, zero, small and negative scalars, any count.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A range does not fit.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static G1Projective Compute(
        G1Bases bases, int firstBase, FrVector scalars, int firstScalar, int count, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(bases);
        ArgumentNullException.ThrowIfNull(scalars);
        ArgumentNullException.ThrowIfNull(workers);
        bases.CheckRange(firstBase, count);
        ArgumentOutOfRangeException.ThrowIfNegative(firstScalar);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, scalars.Length - firstScalar);
        workers.Cancellation.ThrowIfCancellationRequested();
        return VectorPaths.Current switch
        {
            VectorPath.Vector512 => BucketMsm<PointLanes512>.Compute(bases, firstBase, scalars, firstScalar, count, workers),
            VectorPath.Vector256 => BucketMsm<PointLanes256>.Compute(bases, firstBase, scalars, firstScalar, count, workers),
            VectorPath.Vector128 => BucketMsm<PointLanes128>.Compute(bases, firstBase, scalars, firstScalar, count, workers),
            _ => ScalarMsm.Compute(bases, firstBase, scalars, firstScalar, count, workers),
        };
    }
}
