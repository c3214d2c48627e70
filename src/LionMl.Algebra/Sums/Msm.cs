namespace LionMl.Algebra;

public static partial class Msm
{
    /// <summary>Σ scalars[firstScalar + i] · bases[firstBase + i] for i below <paramref name="count"/>.</summary>
    /// <remarks>
    /// <para>Exact for every input: infinity, equal and opposite bases, equal, zero, small and negative scalars, any count. Zeros cost next
    /// to nothing, and numbers near 0 or near r in proportion to their length.</para>
    /// <para>Memory: up to 64 bytes a point, in parts of 2^20 points, and for every thread 8 bytes a point and up to 12 MB. Time: about
    /// a microsecond a point and core at 2^18 points with AVX-512. A cancellation takes effect within a few milliseconds.</para>
    /// </remarks>
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
