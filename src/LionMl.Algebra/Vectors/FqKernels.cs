namespace LionMl.Algebra;

/// <summary>Eight base field elements at a time, on the path of <see cref="VectorPaths.Current"/>.</summary>
/// <remarks>
/// <para>A block is 64 signed words: limb j of lane l at <c>block[8·j + l]</c>, 8 limbs of 48 bits, Montgomery radix 2^384, 64-byte
/// aligned. Limbs are signed and unnormalised: plain vector additions and subtractions of blocks are field additions.</para>
/// <para>Bounds: |value| &lt; 64·p and limbs of at most 2^53 in one factor and 2^50 in the other, or 2^51 in both and in a square (exactly:
/// each limb at most 2^53, the sum of |a_i·b_j| over a column below 2^107). A result lies within |a·b|/2^384 + 2·p of zero, that is in
/// (−p/2, 2.5·p) for factors below 8·p, with limbs in [−2^10, 2^48 + 2^10]. The result may be one of the factors.</para>
/// </remarks>
internal static unsafe class FqKernels
{
    /// <summary>product = left·right, one block.</summary>
    public static void Multiply(long* product, long* left, long* right)
    {
        switch (VectorPaths.Current)
        {
            case VectorPath.Vector512:
                FqKernels512.Multiply(product, left, right);
                break;
            case VectorPath.Vector256:
                FqKernels256.Multiply(product, left, right);
                break;
            case VectorPath.Vector128:
                FqKernels128.Multiply(product, left, right);
                break;
            default:
                FqKernelsScalar.Multiply(product, left, right);
                break;
        }
    }

    /// <summary>product = value², one block.</summary>
    public static void Square(long* product, long* value)
    {
        switch (VectorPaths.Current)
        {
            case VectorPath.Vector512:
                FqKernels512.Square(product, value);
                break;
            case VectorPath.Vector256:
                FqKernels256.Square(product, value);
                break;
            case VectorPath.Vector128:
                FqKernels128.Square(product, value);
                break;
            default:
                FqKernelsScalar.Square(product, value);
                break;
        }
    }
}
