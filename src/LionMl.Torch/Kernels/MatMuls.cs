using System.Numerics;

namespace TorchSharp;

/// <summary>Batched matrix products of tensors.</summary>
internal static class MatMuls
{
    public static Tensor Multiply(Tensor a, Tensor b) => a.dtype switch
    {
        ScalarType.Float32 => Of<float>(a, b),
        ScalarType.Float64 => Of<double>(a, b),
        ScalarType.Int32 => Of<int>(a, b),
        ScalarType.Int64 => Of<long>(a, b),
        _ => throw new NotSupportedException("matmul of Bool tensors is not supported; convert them to numbers"),
    };

    /// <summary>Aᵀ · G; where the right operand was one matrix for all, all rows of A and G are taken as one batch.</summary>
    public static Tensor GradientOfRight(Tensor a, Tensor gradient, bool shared)
    {
        if (shared && a.dim() > 2)
        {
            a = a.reshape(-1, a.shape[^1]);
            gradient = gradient.reshape(-1, gradient.shape[^1]);
        }

        return Multiply(a.mT, gradient);
    }

    private static Tensor Of<T>(Tensor a, Tensor b)
        where T : unmanaged, INumber<T>
    {
        long[] sa = a.shape;
        long[] sb = b.shape;
        (int m, int k, int n) = ((int)sa[^2], (int)sa[^1], (int)sb[^1]);
        if (sb.Length == 2 || (sa.Length == 2 && sb[..^2].All(size => size == 1)))
        {
            // One right matrix for all: a single product over all rows.
            int rows = (int)(a.numel() / Math.Max(1, k));
            rows = k == 0 ? (int)Shapes.Count(sa.AsSpan(0, sa.Length - 1)) : rows;
            T[] product = new T[rows * n];
            Gemm.Run<T>(a.DenseArray<T>(), b.DenseArray<T>(), product, rows, k, n);
            return Tensor.Of(product, [.. sb[..^2], .. sa[..^1], n]);
        }

        long[] batch = Shapes.Broadcast(sa[..^2], sb[..^2], "matmul");
        int count = (int)Shapes.Count(batch);
        T[] left = a.Stretched([.. batch, m, k]).DenseArray<T>();
        T[] right = b.Stretched([.. batch, k, n]).DenseArray<T>();
        T[] result = new T[count * m * n];
        if ((long)count * m * k * n < 1 << 16)
        {
            for (int i = 0; i < count; i++)
            {
                One(i);
            }
        }
        else
        {
            Parallel.For(0, count, One);
        }

        return Tensor.Of(result, [.. batch, m, n]);

        void One(int i) => Gemm.Serial<T>(
            left.AsSpan(i * m * k, m * k), right.AsSpan(i * k * n, k * n), result.AsSpan(i * m * n, m * n), m, k, n);
    }
}
