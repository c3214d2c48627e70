namespace LionMl.Algebra;

public sealed unsafe partial class G1Bases
{
    /// <summary>The points [first · ratio^i]generator for i below <paramref name="count"/>.</summary>
    /// <remarks>The generator must belong to the subgroup of order r. About a microsecond a point and core.</remarks>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static G1Bases Powers(G1Affine generator, Fr first, Fr ratio, int count, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        using FrVector scalars = FrVector.Powers(first, ratio, count, workers);
        return Multiples(generator, scalars, workers);
    }

    /// <summary>The points [scalars_i]generator.</summary>
    /// <remarks>See <see cref="Powers"/>.</remarks>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static G1Bases Multiples(G1Affine generator, FrVector scalars, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(scalars);
        ArgumentNullException.ThrowIfNull(workers);
        var bases = new G1Bases(scalars.Length);
        if (scalars.Length == 0 || generator.IsInfinity)
            return bases;
        switch (VectorPaths.Current)
        {
            case VectorPath.Vector512:
                FixedBase<PointLanes512>.Multiply(generator, scalars, bases, workers);
                break;
            case VectorPath.Vector256:
                FixedBase<PointLanes256>.Multiply(generator, scalars, bases, workers);
                break;
            case VectorPath.Vector128:
                FixedBase<PointLanes128>.Multiply(generator, scalars, bases, workers);
                break;
            default:
                FixedBase<PointLanesScalar>.Multiply(generator, scalars, bases, workers);
                break;
        }

        return bases;
    }
}
