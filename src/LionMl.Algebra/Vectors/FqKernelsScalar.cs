namespace LionMl.Algebra;

/// <summary>The kernels one element at a time: the specification of the vector paths.</summary>
internal readonly unsafe struct FqKernelsScalar : IFqKernels
{
    private const int Lanes = 8;
    private const int BlockWords = 64;

    /// <inheritdoc/>
    public static void Multiply(long* product, long* left, long* right) => Multiply(product, left, right, 1);

    /// <inheritdoc/>
    public static void Multiply(long* product, long* left, long* right, nint blocks)
    {
        for (; blocks > 0; blocks--, product += BlockWords, left += BlockWords, right += BlockWords)
        {
            for (int lane = 0; lane < Lanes; lane++)
                FqLane.Write(product + lane, Lanes, FqLane.Read(left + lane, Lanes) * FqLane.Read(right + lane, Lanes));
        }
    }

    /// <inheritdoc/>
    public static void Square(long* product, long* value) => Multiply(product, value, value, 1);

    /// <inheritdoc/>
    public static void Square(long* product, long* value, nint blocks) => Multiply(product, value, value, blocks);
}
