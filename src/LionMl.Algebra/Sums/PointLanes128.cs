namespace LionMl.Algebra;

/// <summary>Point lanes whose products are taken two lanes at a time.</summary>
internal readonly unsafe struct PointLanes128 : IPointLanes
{
    public static void Multiply(long* product, long* left, long* right, int blocks) =>
        FqKernels128.Multiply(product, left, right, blocks);

    public static void Square(long* product, long* value, int blocks) => FqKernels128.Square(product, value, blocks);
}
