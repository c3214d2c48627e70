namespace LionMl.Algebra;

/// <summary>The path of 128-bit vectors with fused multiply-add; its kernels are generated.</summary>
internal readonly partial struct FrKernels128 : IFrKernels;
