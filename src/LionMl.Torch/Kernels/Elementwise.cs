using System.Numerics;

namespace TorchSharp;

/// <summary>Element-wise kernels with broadcasting. Results are dense; nothing here knows of gradients or traces.</summary>
internal static class Elementwise
{
    private const int Block = 1024;

    public static Tensor Unary<TOp>(Tensor x)
        where TOp : IUnaryOp => x.dtype switch
        {
            ScalarType.Float32 => UnaryOf<TOp, float>(x),
            ScalarType.Float64 => UnaryOf<TOp, double>(x),
            _ => UnaryOf<TOp, float>(Convert(x, ScalarType.Float32)),
        };

    public static Tensor Number<TOp>(Tensor x)
        where TOp : INumberOp => x.dtype switch
        {
            ScalarType.Float32 => NumberOf<TOp, float>(x),
            ScalarType.Float64 => NumberOf<TOp, double>(x),
            ScalarType.Int32 => NumberOf<TOp, int>(x),
            ScalarType.Int64 => NumberOf<TOp, long>(x),
            _ => Convert(NumberOf<TOp, int>(Convert(x, ScalarType.Int32)), ScalarType.Bool),
        };

    /// <summary>Both operands have the type already; the shape is the common one.</summary>
    public static Tensor Binary<TOp>(Tensor a, Tensor b, long[] shape)
        where TOp : IBinaryOp => a.dtype switch
        {
            ScalarType.Float32 => BinaryOf<TOp, float>(a, b, shape),
            ScalarType.Float64 => BinaryOf<TOp, double>(a, b, shape),
            ScalarType.Int32 => BinaryOf<TOp, int>(a, b, shape),
            ScalarType.Int64 => BinaryOf<TOp, long>(a, b, shape),
            _ => Convert(
                BinaryOf<TOp, int>(Convert(a, ScalarType.Int32), Convert(b, ScalarType.Int32), shape), ScalarType.Bool),
        };

    public static Tensor Compare<TOp>(Tensor a, Tensor b, long[] shape)
        where TOp : ICompareOp => a.dtype switch
        {
            ScalarType.Float32 => CompareOf<TOp, float>(a, b, shape),
            ScalarType.Float64 => CompareOf<TOp, double>(a, b, shape),
            ScalarType.Int32 => CompareOf<TOp, int>(a, b, shape),
            ScalarType.Int64 => CompareOf<TOp, long>(a, b, shape),
            _ => CompareOf<TOp, int>(Convert(a, ScalarType.Int32), Convert(b, ScalarType.Int32), shape),
        };

    public static Tensor Where(Tensor condition, Tensor x, Tensor y, long[] shape) => x.dtype switch
    {
        ScalarType.Float32 => WhereOf<float>(condition, x, y, shape),
        ScalarType.Float64 => WhereOf<double>(condition, x, y, shape),
        ScalarType.Int32 => WhereOf<int>(condition, x, y, shape),
        ScalarType.Int64 => WhereOf<long>(condition, x, y, shape),
        _ => WhereOf<bool>(condition, x, y, shape),
    };

    public static Tensor Convert(Tensor x, ScalarType type)
    {
        if (x.dtype == type)
        {
            return x;
        }

        return x.dtype switch
        {
            ScalarType.Float32 => ConvertFrom(x.Dense<float>(), x.shape, type),
            ScalarType.Float64 => ConvertFrom(x.Dense<double>(), x.shape, type),
            ScalarType.Int32 => ConvertFrom(x.Dense<int>(), x.shape, type),
            ScalarType.Int64 => ConvertFrom(x.Dense<long>(), x.shape, type),
            _ => ConvertFrom<int>(Array.ConvertAll(x.Dense<bool>().ToArray(), value => value ? 1 : 0), x.shape, type),
        };
    }

    private static Tensor UnaryOf<TOp, T>(Tensor x)
        where TOp : IUnaryOp
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> source = x.Dense<T>();
        T[] result = new T[source.Length];
        TOp.Run(source, result);
        return Tensor.Of(result, x.shape);
    }

    private static Tensor NumberOf<TOp, T>(Tensor x)
        where TOp : INumberOp
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> source = x.Dense<T>();
        T[] result = new T[source.Length];
        TOp.Run(source, result);
        return Tensor.Of(result, x.shape);
    }

    private static Tensor BinaryOf<TOp, T>(Tensor a, Tensor b, long[] shape)
        where TOp : IBinaryOp
        where T : unmanaged, INumber<T>
    {
        T[] result = new T[Shapes.Count(shape)];
        if (a.IsDense && b.IsDense && a.shape.AsSpan().SequenceEqual(shape) && b.shape.AsSpan().SequenceEqual(shape))
        {
            TOp.Run(a.Dense<T>(), b.Dense<T>(), result);
        }
        else if (result.Length > 0)
        {
            // A trailing run of axes that an operand lacks, or has in full, is one row.
            Run<TOp, T>(a, b, shape, result);
        }

        return Tensor.Of(result, shape);
    }

    private static void Run<TOp, T>(Tensor a, Tensor b, long[] shape, T[] result)
        where TOp : IBinaryOp
        where T : unmanaged, INumber<T>
    {
        long[] sa = Shapes.Stretch(a.shape, a.Strides, shape);
        long[] sb = Shapes.Stretch(b.shape, b.Strides, shape);
        int outer = shape.Length;
        long length = 1;
        long stepA = 1;
        long stepB = 1;
        while (outer > 0)
        {
            long size = shape[outer - 1];
            if (length == 1)
            {
                (stepA, stepB) = (sa[outer - 1], sb[outer - 1]);
            }
            else if (size != 1 && (sa[outer - 1] != stepA * length || sb[outer - 1] != stepB * length))
            {
                break;
            }

            length *= size;
            outer--;
        }

        ReadOnlySpan<T> da = a.Elements<T>();
        ReadOnlySpan<T> db = b.Elements<T>();
        Span<T> ba = new T[Block];
        Span<T> bb = new T[Block];
        long[] index = new long[outer];
        long at = a.Offset;
        long bt = b.Offset;
        int written = 0;
        while (true)
        {
            for (int start = 0; start < length; start += Block)
            {
                int count = (int)Math.Min(Block, length - start);
                TOp.Run(
                    Row(da, at + (start * stepA), stepA, count, ba),
                    Row(db, bt + (start * stepB), stepB, count, bb),
                    result.AsSpan(written, count));
                written += count;
            }

            int axis = outer - 1;
            for (; axis >= 0; axis--)
            {
                at += sa[axis];
                bt += sb[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                at -= sa[axis] * shape[axis];
                bt -= sb[axis] * shape[axis];
                index[axis] = 0;
            }

            if (axis < 0)
            {
                return;
            }
        }
    }

    private static ReadOnlySpan<T> Row<T>(ReadOnlySpan<T> source, long start, long step, int count, Span<T> buffer)
        where T : unmanaged
    {
        if (step == 1)
        {
            return source.Slice((int)start, count);
        }

        Span<T> row = buffer[..count];
        if (step == 0)
        {
            row.Fill(source[(int)start]);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                row[i] = source[(int)(start + (i * step))];
            }
        }

        return row;
    }

    private static Tensor CompareOf<TOp, T>(Tensor a, Tensor b, long[] shape)
        where TOp : ICompareOp
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> x = a.Stretched(shape).Dense<T>();
        ReadOnlySpan<T> y = b.Stretched(shape).Dense<T>();
        bool[] result = new bool[x.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = TOp.Test(x[i], y[i]);
        }

        return Tensor.Of(result, shape);
    }

    private static Tensor WhereOf<T>(Tensor condition, Tensor x, Tensor y, long[] shape)
        where T : unmanaged
    {
        ReadOnlySpan<bool> c = condition.Stretched(shape).Dense<bool>();
        ReadOnlySpan<T> a = x.Stretched(shape).Dense<T>();
        ReadOnlySpan<T> b = y.Stretched(shape).Dense<T>();
        T[] result = new T[c.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = c[i] ? a[i] : b[i];
        }

        return Tensor.Of(result, shape);
    }

    private static Tensor ConvertFrom<T>(ReadOnlySpan<T> source, long[] shape, ScalarType type)
        where T : unmanaged, INumber<T>
    {
        switch (type)
        {
            case ScalarType.Float32:
                return Tensor.Of(ConvertTo<T, float>(source), shape);
            case ScalarType.Float64:
                return Tensor.Of(ConvertTo<T, double>(source), shape);
            case ScalarType.Int32:
                return Tensor.Of(ConvertTo<T, int>(source), shape);
            case ScalarType.Int64:
                return Tensor.Of(ConvertTo<T, long>(source), shape);
            case ScalarType.Bool:
                bool[] result = new bool[source.Length];
                for (int i = 0; i < result.Length; i++)
                {
                    result[i] = source[i] != T.Zero;
                }

                return Tensor.Of(result, shape);
            default:
                throw Dtypes.Unsupported(type);
        }
    }

    private static TTo[] ConvertTo<TFrom, TTo>(ReadOnlySpan<TFrom> source)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        var result = new TTo[source.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = TTo.CreateTruncating(source[i]);
        }

        return result;
    }
}
