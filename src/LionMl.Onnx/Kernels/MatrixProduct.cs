using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LionMl.Onnx.Kernels;

/// <summary>
/// Products of float matrices. Each output element is summed in the order of the inner index, in 32 bits, with fused multiply-adds.
/// </summary>
internal static class MatrixProduct
{
    // Rows of the left matrix that share one pass over the right one: four accumulators of two vectors each fit in the registers.
    private const int RowBlock = 4;
    private const int MinimumWork = 1 << 16;

    /// <summary>C = A·B, over all threads.</summary>
    /// <param name="left">A, rows × inner, row-major.</param>
    /// <param name="leftOffset">Where A starts.</param>
    /// <param name="right">B, inner × columns, row-major.</param>
    /// <param name="rightOffset">Where B starts.</param>
    /// <param name="result">C, rows × columns, row-major; overwritten.</param>
    /// <param name="resultOffset">Where C starts.</param>
    /// <param name="rows">The rows of A.</param>
    /// <param name="inner">The columns of A.</param>
    /// <param name="columns">The columns of B.</param>
    /// <param name="threads">The threads.</param>
    public static void Multiply(
        float[] left,
        int leftOffset,
        float[] right,
        int rightOffset,
        float[] result,
        int resultOffset,
        int rows,
        int inner,
        int columns,
        Threads threads)
    {
        if (rows == 0 || columns == 0 || inner == 0)
        {
            result.AsSpan(resultOffset, rows * columns).Clear();
            return;
        }

        // Cut along the longer side; the cuts are multiples of the block sizes, so every element is summed in the same way wherever they
        // are.
        int width = 2 * Vector<float>.Count;
        if (rows >= columns / width)
        {
            int blocks = (rows + RowBlock - 1) / RowBlock;
            threads.For(blocks, Pieces(inner, columns * RowBlock), (start, end) =>
            {
                int first = start * RowBlock;
                int count = Math.Min(rows, end * RowBlock) - first;
                Block(
                    left.AsSpan(leftOffset + (first * inner)), inner, right.AsSpan(rightOffset), columns,
                    result.AsSpan(resultOffset + (first * columns)), columns, count, inner, columns);
            });
        }
        else
        {
            int blocks = (columns + width - 1) / width;
            threads.For(blocks, Pieces(inner, rows * width), (start, end) =>
            {
                int first = start * width;
                int count = Math.Min(columns, end * width) - first;
                Block(
                    left.AsSpan(leftOffset), inner, right.AsSpan(rightOffset + first), columns,
                    result.AsSpan(resultOffset + first), columns, rows, inner, count);
            });
        }
    }

    /// <summary>C = A·Bᵀ, for a B that is stored with its columns as rows (the usual form of dense weights).</summary>
    /// <param name="left">A, rows × inner.</param>
    /// <param name="right">Bᵀ, columns × inner.</param>
    /// <param name="result">C, rows × columns; overwritten.</param>
    /// <param name="rows">The rows of A.</param>
    /// <param name="inner">The columns of A.</param>
    /// <param name="columns">The columns of C.</param>
    /// <param name="threads">The threads.</param>
    public static void MultiplyTransposed(float[] left, float[] right, float[] result, int rows, int inner, int columns, Threads threads) =>
        threads.For(columns, Pieces(inner, rows), (start, end) =>
        {
            for (int column = start; column < end; column++)
            {
                ReadOnlySpan<float> weights = right.AsSpan(column * inner, inner);
                for (int row = 0; row < rows; row++)
                {
                    result[(row * columns) + column] = TensorPrimitives.Dot(left.AsSpan(row * inner, inner), weights);
                }
            }
        });

    /// <summary>The transpose of a rows × columns matrix.</summary>
    public static float[] Transpose(ReadOnlySpan<float> matrix, int rows, int columns)
    {
        float[] result = new float[matrix.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                result[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return result;
    }

    /// <summary>C = A·B on the calling thread, for parts of larger matrices.</summary>
    /// <param name="left">A; its rows start <paramref name="leftStride"/> apart.</param>
    /// <param name="leftStride">At least <paramref name="inner"/>.</param>
    /// <param name="right">B; its rows start <paramref name="rightStride"/> apart.</param>
    /// <param name="rightStride">At least <paramref name="columns"/>.</param>
    /// <param name="result">C; its rows start <paramref name="resultStride"/> apart.</param>
    /// <param name="resultStride">At least <paramref name="columns"/>.</param>
    /// <param name="rows">The rows of A.</param>
    /// <param name="inner">The columns of A.</param>
    /// <param name="columns">The columns of B.</param>
    public static void Block(
        ReadOnlySpan<float> left,
        int leftStride,
        ReadOnlySpan<float> right,
        int rightStride,
        Span<float> result,
        int resultStride,
        int rows,
        int inner,
        int columns)
    {
        int width = 2 * Vector<float>.Count;
        int wide = columns - (columns % width);
        int row = 0;
        for (; row + RowBlock <= rows; row += RowBlock)
        {
            ReadOnlySpan<float> a = left[(row * leftStride)..];
            Span<float> c = result[(row * resultStride)..];
            for (int column = 0; column < wide; column += width)
            {
                FourRows(a, leftStride, right[column..], rightStride, c[column..], resultStride, inner);
            }
        }

        for (; row < rows; row++)
        {
            ReadOnlySpan<float> a = left.Slice(row * leftStride, inner);
            for (int column = 0; column < wide; column += width)
            {
                OneRow(a, right[column..], rightStride, result.Slice((row * resultStride) + column, width));
            }
        }

        for (int column = wide; column < columns; column++)
        {
            for (row = 0; row < rows; row++)
            {
                float sum = 0;
                for (int k = 0; k < inner; k++)
                {
                    sum = MathF.FusedMultiplyAdd(left[(row * leftStride) + k], right[(k * rightStride) + column], sum);
                }

                result[(row * resultStride) + column] = sum;
            }
        }
    }

    private static void FourRows(
        ReadOnlySpan<float> left,
        int leftStride,
        ReadOnlySpan<float> right,
        int rightStride,
        Span<float> result,
        int resultStride,
        int inner)
    {
        Vector<float> c00 = default, c01 = default, c10 = default, c11 = default;
        Vector<float> c20 = default, c21 = default, c30 = default, c31 = default;
        ReadOnlySpan<float> a0 = left[..inner];
        ReadOnlySpan<float> a1 = left.Slice(leftStride, inner);
        ReadOnlySpan<float> a2 = left.Slice(2 * leftStride, inner);
        ReadOnlySpan<float> a3 = left.Slice(3 * leftStride, inner);
        for (int k = 0; k < inner; k++)
        {
            ReadOnlySpan<Vector<float>> b = MemoryMarshal.Cast<float, Vector<float>>(right.Slice(k * rightStride, 2 * Vector<float>.Count));
            Vector<float> b0 = b[0];
            Vector<float> b1 = b[1];
            var a = new Vector<float>(a0[k]);
            c00 = Vector.FusedMultiplyAdd(a, b0, c00);
            c01 = Vector.FusedMultiplyAdd(a, b1, c01);
            a = new Vector<float>(a1[k]);
            c10 = Vector.FusedMultiplyAdd(a, b0, c10);
            c11 = Vector.FusedMultiplyAdd(a, b1, c11);
            a = new Vector<float>(a2[k]);
            c20 = Vector.FusedMultiplyAdd(a, b0, c20);
            c21 = Vector.FusedMultiplyAdd(a, b1, c21);
            a = new Vector<float>(a3[k]);
            c30 = Vector.FusedMultiplyAdd(a, b0, c30);
            c31 = Vector.FusedMultiplyAdd(a, b1, c31);
        }

        Store(result, c00, c01);
        Store(result[resultStride..], c10, c11);
        Store(result[(2 * resultStride)..], c20, c21);
        Store(result[(3 * resultStride)..], c30, c31);
    }

    private static void OneRow(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int rightStride, Span<float> result)
    {
        Vector<float> c0 = default, c1 = default;
        for (int k = 0; k < left.Length; k++)
        {
            ReadOnlySpan<Vector<float>> b = MemoryMarshal.Cast<float, Vector<float>>(right.Slice(k * rightStride, 2 * Vector<float>.Count));
            var a = new Vector<float>(left[k]);
            c0 = Vector.FusedMultiplyAdd(a, b[0], c0);
            c1 = Vector.FusedMultiplyAdd(a, b[1], c1);
        }

        Store(result, c0, c1);
    }

    private static void Store(Span<float> destination, Vector<float> first, Vector<float> second)
    {
        first.CopyTo(destination);
        second.CopyTo(destination[Vector<float>.Count..]);
    }

    private static int Pieces(long inner, long outputs) => (int)Math.Clamp(MinimumWork / Math.Max(1, inner * outputs), 1, int.MaxValue);
}
