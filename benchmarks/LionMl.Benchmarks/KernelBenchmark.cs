using System.Runtime.InteropServices;
using LionMl.Algebra;

namespace LionMl.Benchmarks;

/// <summary>Field kernels: nanoseconds per element, blocks that stay in the first-level cache.</summary>
internal sealed unsafe class KernelBenchmark : IBenchmark
{
    private const int Blocks = 32;
    private const int Repeats = 20_000;

    /// <inheritdoc/>
    public string Name => "kernels";

    /// <inheritdoc/>
    public string Summary => "field products and squares, ns per element";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
        if (!VectorPaths.IsSupported(VectorPath.Vector512))
            return;

        Time("Fq multiply, block by block", 64, (r, a, b) =>
        {
            for (int i = 0; i < 64 * Blocks; i += 64)
                FqKernels512.Multiply((long*)r + i, (long*)a + i, (long*)b + i);
        });
        Time("Fq multiply", 64, (r, a, b) => FqKernels512.Multiply((long*)r, (long*)a, (long*)b, Blocks));
        Time("Fq square, block by block", 64, (r, a, b) =>
        {
            for (int i = 0; i < 64 * Blocks; i += 64)
                FqKernels512.Square((long*)r + i, (long*)a + i);
        });
        Time("Fq square", 64, (r, a, b) => FqKernels512.Square((long*)r, (long*)a, Blocks));
        Time("Fr multiply", 40, (r, a, b) => FrKernels512.Multiply((long*)r, (long*)a, (long*)b, Blocks));
        Time("Fr square", 40, (r, a, b) => FrKernels512.Square((long*)r, (long*)a, Blocks));
        Time("Fr scale", 40, (r, a, b) => FrKernels512.Scale((long*)r, (long*)a, (long*)b, Blocks));
        Time("Fr butterfly (per pair)", 40, (r, a, b) => FrKernels512.Butterfly((long*)r, (long*)a, (long*)b, Blocks));
        Time("Fr inverse butterfly (per pair)", 40, (r, a, b) => FrKernels512.InverseButterfly((long*)r, (long*)a, (long*)b, Blocks));
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
