namespace LionMl.Algebra;

/// <summary>The generated kernels of one vector path for base field elements; bounds as in <see cref="FqKernels"/>.</summary>
/// <remarks>Consecutive blocks are processed in increasing order; a result may be an operand.</remarks>
internal unsafe interface IFqKernels
{
    /// <summary>product = left·right, one block.</summary>
    static abstract void Multiply(long* product, long* left, long* right);

    /// <summary>product = left·right, consecutive blocks.</summary>
    static abstract void Multiply(long* product, long* left, long* right, nint blocks);

    /// <summary>product = value², one block.</summary>
    static abstract void Square(long* product, long* value);

    /// <summary>product = value², consecutive blocks.</summary>
    static abstract void Square(long* product, long* value, nint blocks);
}
