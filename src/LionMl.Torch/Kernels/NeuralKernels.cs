using System.Numerics;
using System.Numerics.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp;

/// <summary>Kernels of layers that are worth more than a composition.</summary>
internal static class NeuralKernels
{
    /// <summary>The gradient where the input was positive, zero elsewhere.</summary>
    public static Tensor ReluBackward(Tensor gradient, Tensor x) => x.dtype switch
    {
        ScalarType.Float32 => ReluBackwardOf<float>(gradient, x),
        _ => ReluBackwardOf<double>(gradient, x),
    };

    /// <summary>Softmax, or its logarithm, along an axis.</summary>
    public static Tensor Softmax(Tensor x, int axis, bool logarithm) => x.dtype switch
    {
        ScalarType.Float32 => SoftmaxOf<float>(x, axis, logarithm),
        ScalarType.Float64 => SoftmaxOf<double>(x, axis, logarithm),
        _ => throw new InvalidOperationException($"\"{(logarithm ? "log_softmax" : "softmax")}\" not implemented for '{x.dtype.Name()}'"),
    };

    private static Tensor ReluBackwardOf<T>(Tensor gradient, Tensor x)
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> g = gradient.Dense<T>();
        ReadOnlySpan<T> source = x.Dense<T>();
        T[] result = new T[g.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = source[i] > T.Zero ? g[i] : T.Zero;
        }

        return Tensor.Of(result, x.shape);
    }

    private static Tensor SoftmaxOf<T>(Tensor x, int axis, bool logarithm)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.dim() == 0)
        {
            return Tensor.Of([logarithm ? T.Zero : T.One]);
        }

        Tensor last = x.View(Swapped(x.shape, axis), Swapped(x.Strides, axis), x.Offset);
        ReadOnlySpan<T> source = last.Dense<T>();
        T[] result = new T[source.Length];
        int size = (int)x.shape[axis];
        for (int start = 0; start < result.Length; start += size)
        {
            ReadOnlySpan<T> row = source.Slice(start, size);
            Span<T> target = result.AsSpan(start, size);
            T max = TensorPrimitives.Max(row);
            max = T.IsFinite(max) || T.IsNaN(max) ? max : T.Zero;
            TensorPrimitives.Subtract(row, max, target);
            if (logarithm)
            {
                T sum = T.Zero;
                foreach (T value in target)
                {
                    sum += T.Exp(value);
                }

                TensorPrimitives.Subtract(target, T.Log(sum), target);
            }
            else
            {
                TensorPrimitives.Exp(target, target);
                TensorPrimitives.Divide(target, TensorPrimitives.Sum<T>(target), target);
            }
        }

        long[] swapped = Swapped(x.shape, axis);
        return Tensor.Of(result, swapped).View(x.shape, Swapped(Shapes.Strides(swapped), axis), 0).Compact();
    }

    private static long[] Swapped(long[] values, int axis)
    {
        long[] result = [.. values];
        (result[axis], result[^1]) = (result[^1], result[axis]);
        return result;
    }
}
