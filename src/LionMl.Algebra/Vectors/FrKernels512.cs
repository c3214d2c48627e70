namespace LionMl.Algebra;

/// <summary>The AVX-512 path; its kernels are generated.</summary>
internal readonly partial struct FrKernels512 : IFrKernels;
