using System.Runtime.InteropServices;
using LionMl.Algebra;

namespace LionMl.Benchmarks;

/// <summary>Field kernels: nanoseconds per element, blocks that stay in the first-level cache.</summary>
internal sealed unsafe class KernelBenchmark : IBenchmark
{
    private const int Blocks = 32;
    private const int Repeats = 10_000;

    /// <inheritdoc/>
    public string Name => "kernels";

    /// <inheritdoc/>
    public string Summary => "field products and squares on every supported path, ns per element";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
        if (VectorPaths.IsSupported(VectorPath.Vector512))
            TimePath<FqKernels512, FrKernels512>("512");

        if (VectorPaths.IsSupported(VectorPath.Vector256))
            TimePath<FqKernels256, FrKernels256>("256");

        if (VectorPaths.IsSupported(VectorPath.Vector128))
            TimePath<FqKernels128, FrKernels128>("128");

        Time("Fq multiply, scalar", 64, (r, a, b) => FqKernelsScalar.Multiply((long*)r, (long*)a, (long*)b, Blocks));
    }

    private static void TimePath<TFq, TFr>(string bits)
        where TFq : struct, IFqKernels
        where TFr : struct, IFrKernels
    {
        Time($"Fq multiply, one block a call, {bits} bits", 64, (r, a, b) =>
        {
            for (int i = 0; i < 64 * Blocks; i += 64)
                TFq.Multiply((long*)r + i, (long*)a + i, (long*)b + i);
        });
        Time($"Fq multiply, {bits} bits", 64, (r, a, b) => TFq.Multiply((long*)r, (long*)a, (long*)b, Blocks));
        Time($"Fq square, one block a call, {bits} bits", 64, (r, a, b) =>
        {
            for (int i = 0; i < 64 * Blocks; i += 64)
                TFq.Square((long*)r + i, (long*)a + i);
        });
        Time($"Fq square, {bits} bits", 64, (r, a, b) => TFq.Square((long*)r, (long*)a, Blocks));
        Time($"Fr multiply, {bits} bits", 40, (r, a, b) => TFr.Multiply((long*)r, (long*)a, (long*)b, Blocks));
        Time($"Fr square, {bits} bits", 40, (r, a, b) => TFr.Square((long*)r, (long*)a, Blocks));
        Time($"Fr scale, {bits} bits", 40, (r, a, b) => TFr.Scale((long*)r, (long*)a, (long*)b, Blocks));
        Time($"Fr butterfly, per pair, {bits} bits", 40, (r, a, b) => TFr.Butterfly((long*)r, (long*)a, (long*)b, Blocks));
        Time($"Fr inverse butterfly, per pair, {bits} bits", 40, (r, a, b) => TFr.InverseButterfly((long*)r, (long*)a, (long*)b, Blocks));
    }

    private static void Time(string what, int blockLongs, Action<nint, nint, nint> body)
    {
        var random = new Random(1);
        int length = blockLongs * Blocks;
        long* memory = (long*)NativeMemory.AlignedAlloc((nuint)(3 * length * sizeof(long)), 64);
        var medians = Measure.Medians(() =>
        {
            // Butterflies grow their operands without bound, so each run starts from fresh values.
            for (int i = 0; i < 3 * length; i++)
                memory[i] = random.NextInt64(1L << 40);

            for (int i = 0; i < Repeats; i++)
                body((nint)memory, (nint)(memory + length), (nint)(memory + (2 * length)));
        });
        NativeMemory.AlignedFree(memory);
        Measure.Print(what, medians, 1e9 / ((double)Repeats * Blocks * 8), "ns");
    }
}
