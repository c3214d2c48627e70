namespace LionMl.Algebra;

/// <summary>The path of 256-bit vectors with fused multiply-add; its kernels are generated.</summary>
internal readonly partial struct FrKernels256 : IFrKernels;
