using LionMl.Onnx;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>Padding and interpolation.</content>
        public static partial class functional
        {
            /// <summary>Padding, as pairs of before and behind from the last dimension on; negative numbers cut off.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                if (pad.Length % 2 != 0 || pad.Length / 2 > input.dim())
                {
                    throw new ArgumentException("Padding length must be divisible by 2 and at most twice the number of dimensions of "
                        + $"the input, but got {Shapes.Text(pad)} for {Shapes.Text(input.shape)}");
                }

                if (mode is not (PaddingModes.Constant or PaddingModes.Zeros))
                {
                    return Mirrored(input, pad, mode);
                }

                Tensor x = input;
                long[] before = new long[input.dim()];
                long[] after = new long[input.dim()];
                for (int i = 0; i < pad.Length / 2; i++)
                {
                    int axis = (int)input.dim() - 1 - i;
                    (before[axis], after[axis]) = (Math.Max(0, pad[2 * i]), Math.Max(0, pad[(2 * i) + 1]));
                    long start = Math.Max(0, -pad[2 * i]);
                    long end = x.shape[axis] - Math.Max(0, -pad[(2 * i) + 1]);
                    if (end < start)
                    {
                        throw new InvalidOperationException($"pad {Shapes.Text(pad)} cuts more than there is from a tensor of shape "
                            + $"{Shapes.Text(input.shape)}");
                    }

                    x = x.slice(axis, start, end, 1);
                }

                return before.Any(n => n > 0) || after.Any(n => n > 0) ? ConstantPad(x, before, after, value) : x;
            }

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(
                Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad, pad], mode, value);

            /// <summary>
            /// Resizes the spatial dimensions. Nearest values are gathered, linear ones are products with matrices of weights: operators
            /// that
            /// every reader of ONNX has.
            /// </summary>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                int spatial = (int)x.dim() - 2;
                bool known = mode is InterpolationMode.Nearest or InterpolationMode.Linear or InterpolationMode.Bilinear;
                if (spatial < 1 || antialias || !known)
                {
                    throw new NotSupportedException(
                        $"interpolate with mode {mode}{(antialias ? " and antialias" : string.Empty)} of {x.dim()} dimensions is outside "
                            + "of the subset; use Nearest or Bilinear");
                }

                if ((size is null) == (scale_factor is null))
                {
                    throw new ArgumentException("only one of size or scale_factor should be defined");
                }

                for (int i = 0; i < spatial; i++)
                {
                    int axis = i + 2;
                    long from = x.shape[axis];
                    double? factor = scale_factor?[Math.Min(i, scale_factor.Length - 1)];
                    long to = size is null ? (long)Math.Floor(from * factor!.Value) : size[Math.Min(i, size.Length - 1)];
                    double scale = factor is { } given && !recompute_scale_factor ? 1 / given : (double)from / to;
                    x = mode == InterpolationMode.Nearest
                        ? x.index_select(axis, Nearest(from, to, scale))
                        : Along(x, axis, Weights(from, to, scale, align_corners == true, x.dtype));
                }

                return x;
            }

            private static Tensor ConstantPad(Tensor x, long[] before, long[] after, double value)
            {
                long[] shape = [.. x.shape.Select((size, i) => size + before[i] + after[i])];
                Tensor result = full(shape, value, x.dtype);
                Inside(result).Overwrite(x);
                result.Memory.Version = 0;
                result.Track("Pad", g => [Inside(g)], x);
                if (Trace.Current is { } trace && trace.IsTraced(x))
                {
                    trace.Record("Pad", [x, trace.Longs([.. before, .. after]), Tensor.FromScalar(value, x.dtype)], [result]);
                }

                return result;

                Tensor Inside(Tensor whole)
                {
                    long offset = whole.Offset;
                    for (int i = 0; i < before.Length; i++)
                    {
                        offset += before[i] * whole.Strides[i];
                    }

                    return whole.View(x.shape, whole.Strides, offset);
                }
            }

            private static Tensor Mirrored(Tensor x, long[] pad, PaddingModes mode)
            {
                for (int i = 0; i < pad.Length / 2; i++)
                {
                    int axis = (int)x.dim() - 1 - i;
                    (long before, long after, long size) = (pad[2 * i], pad[(2 * i) + 1], x.shape[axis]);
                    if (before == 0 && after == 0)
                    {
                        continue;
                    }

                    long most = mode == PaddingModes.Reflect ? size - 1 : mode == PaddingModes.Circular ? size : long.MaxValue;
                    if (before > most || after > most)
                    {
                        throw new InvalidOperationException(
                            $"Padding size should be less than the corresponding input dimension, but got: padding ({before}, {after}) "
                                + "at dimension "
                            + $"{axis} of input {Shapes.Text(x.shape)}");
                    }

                    long[] places = new long[size + before + after];
                    for (long j = 0; j < places.Length; j++)
                    {
                        long at = j - before;
                        places[j] = mode switch
                        {
                            PaddingModes.Reflect => at < 0 ? -at : at >= size ? (2 * (size - 1)) - at : at,
                            PaddingModes.Circular => (at + size) % size,
                            _ => Math.Clamp(at, 0, size - 1),
                        };
                    }

                    x = x.index_select(axis, Tensor.Of(places, places.Length));
                }

                return x;
            }

            private static Tensor Nearest(long from, long to, double scale) => Tensor.Of(
                [.. Enumerable.Range(0, (int)to).Select(i => Math.Min((long)Math.Floor(i * (float)scale), from - 1))], to);

            private static Tensor Along(Tensor x, int axis, Tensor weights) =>
                axis == x.dim() - 1 ? x.matmul(weights.t()) : weights.matmul(x);

            private static Tensor Weights(long from, long to, double scale, bool corners, ScalarType type)
            {
                double[] weights = new double[to * from];
                for (long i = 0; i < to; i++)
                {
                    double at = corners ? (to > 1 ? i * (double)(from - 1) / (to - 1) : 0) : Math.Max(0, ((i + 0.5) * scale) - 0.5);
                    long low = Math.Min((long)at, from - 1);
                    double share = at - low;
                    weights[(i * from) + low] += 1 - share;
                    weights[(i * from) + Math.Min(low + 1, from - 1)] += share;
                }

                return Elementwise.Convert(Tensor.Of(weights, to, from), type);
            }
        }
    }
}
