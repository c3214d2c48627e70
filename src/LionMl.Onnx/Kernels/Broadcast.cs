namespace LionMl.Onnx.Kernels;

/// <summary>Element-wise kernels over operands that are stretched to a common shape.</summary>
internal static class Broadcast
{
    // Below this many elements a second thread costs more than it gains.
    private const int MinimumPiece = 1 << 14;

    /// <summary>Computes one run of elements; all spans have the same length.</summary>
    public delegate void Kernel<TIn, TOut>(ReadOnlySpan<TIn> left, ReadOnlySpan<TIn> right, Span<TOut> result);

    /// <summary>Applies a kernel to two operands.</summary>
    /// <param name="left">One operand's elements.</param>
    /// <param name="leftShape">Its shape; stretches to <paramref name="shape"/>.</param>
    /// <param name="right">The other's.</param>
    /// <param name="rightShape">Its shape.</param>
    /// <param name="shape">The result's shape.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="threads">The threads.</param>
    /// <returns>The result's elements.</returns>
    public static TOut[] Apply<TIn, TOut>(
        TIn[] left,
        TensorShape leftShape,
        TIn[] right,
        TensorShape rightShape,
        TensorShape shape,
        Kernel<TIn, TOut> kernel,
        Threads threads)
    {
        var result = new TOut[checked((int)shape.ElementCount)];
        if (result.Length == 0)
        {
            return result;
        }

        if (leftShape.Equals(shape) && rightShape.Equals(shape))
        {
            threads.For(
                result.Length,
                MinimumPiece,
                (start, end) => kernel(left.AsSpan(start..end), right.AsSpan(start..end), result.AsSpan(start..end)));
            return result;
        }

        long[] leftStrides = StretchedStrides(leftShape, shape);
        long[] rightStrides = StretchedStrides(rightShape, shape);
        (int run, int runAxis, bool leftMoves, bool rightMoves) = FindRun(shape, leftStrides, rightStrides);
        threads.For(result.Length / run, Math.Max(1, MinimumPiece / run), (start, end) =>
        {
            // An operand that does not move along the run is repeated into a buffer, so that kernels need to know one form only.
            TIn[] leftBuffer = leftMoves ? [] : new TIn[run];
            TIn[] rightBuffer = rightMoves ? [] : new TIn[run];
            for (int i = start; i < end; i++)
            {
                (int l, int r) = Offsets(i, shape, runAxis, leftStrides, rightStrides);
                kernel(Run(left, l, leftBuffer, run), Run(right, r, rightBuffer, run), result.AsSpan(i * run, run));
            }
        });
        return result;
    }

    /// <summary>The elements of one operand, stretched to a shape; its own array where that changes nothing.</summary>
    public static T[] Stretch<T>(T[] values, TensorShape from, TensorShape to, Threads threads) => from.Equals(to)
        ? values
        : Apply<T, T>(values, from, new T[1], TensorShape.Scalar, to, (value, _, result) => value.CopyTo(result), threads);

    /// <summary>The distance between neighbours in an operand along each axis of the result; 0 where it is repeated.</summary>
    public static long[] StretchedStrides(TensorShape operand, TensorShape result)
    {
        long[] own = operand.Strides();
        long[] strides = new long[result.Rank];
        int missing = result.Rank - operand.Rank;
        for (int axis = missing; axis < result.Rank; axis++)
        {
            strides[axis] = operand[axis - missing] == 1 ? 0 : own[axis - missing];
        }

        return strides;
    }

    // The last axes along which each operand either moves in step with the result or stands still.
    private static RunShape FindRun(TensorShape shape, long[] left, long[] right)
    {
        int run = 1;
        bool? leftMoves = null;
        bool? rightMoves = null;
        int axis = shape.Rank;
        for (; axis > 0; axis--)
        {
            int size = shape[axis - 1];
            if (size == 1)
            {
                continue;
            }

            if (!Continues(ref leftMoves, left[axis - 1], run) || !Continues(ref rightMoves, right[axis - 1], run))
            {
                break;
            }

            run *= size;
        }

        return new RunShape(run, axis, leftMoves ?? false, rightMoves ?? false);
    }

    private static bool Continues(ref bool? moves, long stride, int run)
    {
        moves ??= stride != 0;
        return stride == (moves.Value ? run : 0);
    }

    private static (int Left, int Right) Offsets(int run, TensorShape shape, int runAxis, long[] left, long[] right)
    {
        long l = 0;
        long r = 0;
        for (int axis = runAxis - 1; axis >= 0; axis--)
        {
            (run, int position) = Math.DivRem(run, shape[axis]);
            l += position * left[axis];
            r += position * right[axis];
        }

        return ((int)l, (int)r);
    }

    private static ReadOnlySpan<T> Run<T>(T[] values, int offset, T[] buffer, int length)
    {
        if (buffer.Length == 0)
        {
            return values.AsSpan(offset, length);
        }

        buffer.AsSpan().Fill(values[offset]);
        return buffer;
    }

    private readonly record struct RunShape(int Length, int FirstAxis, bool LeftMoves, bool RightMoves);
}
