namespace LionMl.Algebra;

/// <summary>The path of 512-bit vectors (AVX-512); its kernels are generated.</summary>
internal readonly partial struct FqKernels512 : IFqKernels;
