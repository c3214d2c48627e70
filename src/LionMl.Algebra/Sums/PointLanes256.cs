namespace LionMl.Algebra;

/// <summary>Point lanes whose products are taken four lanes at a time.</summary>
internal readonly unsafe struct PointLanes256 : IPointLanes
{
    public static void Multiply(long* product, long* left, long* right, int blocks) =>
        FqKernels256.Multiply(product, left, right, blocks);

    public static void Square(long* product, long* value, int blocks) => FqKernels256.Square(product, value, blocks);
}
