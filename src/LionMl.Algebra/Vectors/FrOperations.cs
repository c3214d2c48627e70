namespace LionMl.Algebra;

/// <summary>Bulk arithmetic on blocks of scalars along one vector path; single-threaded over a range unless it takes workers.</summary>
/// <remarks>Elements are "reduced": limbs within 2^10 of [0, 2^52], values in (−3p, 3p). Every method takes and leaves reduced elements.
/// The result may be one of the operands, but must not overlap one otherwise.</remarks>
internal abstract unsafe class FrOperations
{
    /// <summary>The operations of <see cref="VectorPaths.Current"/>.</summary>
    public static FrOperations Current { get; } = Of(VectorPaths.Current);

    /// <summary>The operations of a path, which the machine must support.</summary>
    public static FrOperations Of(VectorPath path) => path switch
    {
        VectorPath.Vector512 => new FrLaneOperations<FrKernels512>(),
        VectorPath.Vector256 => new FrLaneOperations<FrKernels256>(),
        VectorPath.Vector128 => new FrLaneOperations<FrKernels128>(),
        _ => new FrScalarOperations(),
    };

    /// <summary>Writes canonical elements into consecutive lanes, from the start of a block.</summary>
    public abstract void Load(long* blocks, ReadOnlySpan<Fr> source);

    /// <summary>Reads consecutive lanes from the start of a block as canonical elements.</summary>
    public abstract void Store(long* blocks, Span<Fr> destination);

    /// <summary>r = a + b.</summary>
    public abstract void Add(long* r, long* a, long* b, int blocks);

    /// <summary>r = a − b.</summary>
    public abstract void Subtract(long* r, long* a, long* b, int blocks);

    /// <summary>r = a·b.</summary>
    public abstract void Multiply(long* r, long* a, long* b, int blocks);

    /// <summary>r = a·factor.</summary>
    public abstract void Scale(long* r, long* a, in Fr factor, int blocks);

    /// <summary>r = r + a·factor.</summary>
    public abstract void AddScaled(long* r, long* a, in Fr factor, int blocks);

    /// <summary>r = r + constant.</summary>
    public abstract void AddConstant(long* r, in Fr constant, int blocks);

    /// <summary>r_i = r_i·first·ratio^i.</summary>
    public abstract void MultiplyByPowers(long* r, in Fr first, in Fr ratio, int blocks);

    /// <summary>r_i = first·ratio^i.</summary>
    public abstract void WritePowers(long* r, in Fr first, in Fr ratio, int blocks);

    /// <summary>Σ a_i.</summary>
    public abstract Fr Sum(long* a, int blocks);

    /// <summary>Σ a_i·b_i.</summary>
    public abstract Fr InnerProduct(long* a, long* b, int blocks);

    /// <summary>Σ a_i·x^i.</summary>
    public abstract Fr Evaluate(long* a, in Fr x, int blocks);

    /// <summary>r_i = 1/r_i; zero stays zero.</summary>
    public abstract void Invert(long* r, int blocks);

    /// <summary>r_i = above + Σ_{j &gt; i} r_j; the sums end with the last lane of the last block.</summary>
    public abstract void SuffixSums(long* r, in Fr above, int blocks);

    /// <summary>Swaps every element with the one at the bit-reversed index.</summary>
    public abstract void BitReverse(long* r, int logSize, Workers workers);

    /// <summary>
    /// Multiplies coefficient i by ratio^i, then turns coefficients in natural order into evaluations in bit-reversed order.
    /// </summary>
    public abstract void Forward(long* r, EvaluationDomain domain, in Fr ratio, Workers workers);

    /// <summary>Turns evaluations in bit-reversed order into coefficients in natural order, each multiplied by ratio^i.</summary>
    public abstract void Inverse(long* r, EvaluationDomain domain, in Fr ratio, Workers workers);
}
