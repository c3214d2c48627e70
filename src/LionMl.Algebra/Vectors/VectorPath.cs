namespace LionMl.Algebra;

/// <summary>Which instructions the bulk arithmetic uses. Every path computes the same field elements.</summary>
public enum VectorPath
{
    /// <summary>One element at a time; the specification of the others.</summary>
    Scalar,

    /// <summary>Two lanes (SSE with FMA, ARM Advanced SIMD).</summary>
    Vector128,

    /// <summary>Four lanes (AVX2 with FMA).</summary>
    Vector256,

    /// <summary>Eight lanes (AVX-512 F and DQ).</summary>
    Vector512,
}
