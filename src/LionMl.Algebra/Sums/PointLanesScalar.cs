namespace LionMl.Algebra;

/// <summary>Point lanes one element at a time: the specification of the other paths.</summary>
internal readonly unsafe struct PointLanesScalar : IPointLanes
{
    private const int Lanes = 8;
    private const int BlockWords = 64;

    public static void Multiply(long* product, long* left, long* right, int blocks)
    {
        for (int i = 0; i < blocks * BlockWords; i += BlockWords)
        {
            for (int lane = i; lane < i + Lanes; lane++)
                FqLane.Write(product + lane, Lanes, FqLane.Read(left + lane, Lanes) * FqLane.Read(right + lane, Lanes));
        }
    }

    public static void Square(long* product, long* value, int blocks) => Multiply(product, value, value, blocks);
}
