using LionMl.Onnx;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>Pooling.</content>
        public static partial class functional
        {
            public static Tensor max_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                MaxPool("max_pool1d", input, [kernel_size], [stride ?? kernel_size], [padding ?? 0], [dilation ?? 1], ceil_mode);

            /// <summary>The largest value under each window.</summary>
            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false)
            {
                long[] kernel = Pair(kernel_size, 1);
                long[] stride = strides is null or { Length: 0 } ? kernel : Pair(strides, 1);
                return MaxPool("max_pool2d", input, kernel, stride, Pair(padding, 0), Pair(dilation, 1), ceil_mode);
            }

            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, [kernel_size], One(stride), One(padding), One(dilation), ceil_mode);

            public static Tensor max_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null,
                bool ceil_mode = false) => max_pool2d(input, Two(kernel_size)!, Two(stride), Two(padding), Two(dilation), ceil_mode);

            /// <summary>The mean under each window.</summary>
            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null)
            {
                long[] kernel = Pair(kernel_size, 1);
                long[] steps = stride is null or { Length: 0 } ? kernel : Pair(stride, 1);
                return AvgPool("avg_pool2d", input, kernel, steps, Pair(padding, 0), ceil_mode, count_include_pad, divisor_override);
            }

            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false,
                bool count_include_pad = true,
                long? divisor_override = null) =>
                avg_pool2d(input, [kernel_size], One(stride), [padding], ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Two(kernel_size)!, Two(stride), Two(padding), ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false,
                bool count_include_pad = true) =>
                AvgPool("avg_pool1d", input, [kernel_size], [stride ?? kernel_size], [padding ?? 0], ceil_mode, count_include_pad, null);

            /// <summary>
            /// The mean over areas that give just this output size. Areas that do not divide the input become a product with a matrix of
            /// means.
            /// </summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size)
            {
                long[] size = Pair(output_size, 1);
                if (input.dim() is not (3 or 4))
                {
                    throw new InvalidOperationException(
                        $"adaptive_avg_pool2d(): Expected 3D or 4D tensor, but got {Shapes.Text(input.shape)}");
                }

                (long height, long width) = (input.shape[^2], input.shape[^1]);
                if (size[0] == 1 && size[1] == 1 && input.dim() == 4)
                {
                    return Ops.Fused(() => input.mean([-2, -1], keepdim: true), "GlobalAveragePool", [input]);
                }

                if (size[0] > 0 && size[1] > 0 && height % size[0] == 0 && width % size[1] == 0)
                {
                    return avg_pool2d(input, [height / size[0], width / size[1]]);
                }

                return Means(height, size[0], input.dtype).matmul(input).matmul(Means(width, size[1], input.dtype).t());
            }

            public static Tensor adaptive_avg_pool2d(
                Tensor input, (long, long) output_size) =>
                adaptive_avg_pool2d(input, Two(output_size)!);

            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, [output_size]);

            internal static long[]? One(long? value) => value is { } given ? [given] : null;

            internal static long[]? Two((long, long)? value) => value is { } given ? [given.Item1, given.Item2] : null;

            private static Tensor Means(long size, long parts, ScalarType type)
            {
                double[] weights = new double[parts * size];
                for (long i = 0; i < parts; i++)
                {
                    long start = i * size / parts;
                    long end = (((i + 1) * size) + parts - 1) / parts;
                    weights.AsSpan((int)((i * size) + start), (int)(end - start)).Fill(1.0 / (end - start));
                }

                return Elementwise.Convert(Tensor.Of(weights, parts, size), type);
            }

            private static Tensor MaxPool(
                string op, Tensor input, long[] kernel, long[] stride, long[] padding, long[] dilation, bool ceil)
            {
                int spatial = kernel.Length;
                if (input.dim() == spatial + 1)
                {
                    return MaxPool(op, input.unsqueeze(0), kernel, stride, padding, dilation, ceil).squeeze(0);
                }

                Require(op, input, spatial + 2, input.dim() > 1 ? input.shape[1] : 0, string.Empty);
                RequirePadding(kernel, padding);
                NodeAttributes attributes = Geometry(kernel, stride, padding, ceil).With("dilations", dilation);
                return Ops.Fused(
                    () =>
                    {
                        var window = WindowShape.Of(
                            op, Flat(input.shape[2..]), Flat(kernel), Flat(stride), Flat(padding, 0), Flat(dilation), ceil);
                        long[] shape = [.. input.shape[..2], .. Sizes(window, spatial)];
                        (Tensor result, int[] places) = Poolings.Max(input, shape, window);
                        return result.Track("MaxPool", g => [Poolings.MaxBackward(g, places, input.shape, window)], input);
                    },
                    "MaxPool", [input], attributes);
            }

            private static Tensor AvgPool(
                string op, Tensor input, long[] kernel, long[] stride, long[] padding, bool ceil, bool countPad, long? divisor)
            {
                int spatial = kernel.Length;
                if (input.dim() == spatial + 1)
                {
                    return AvgPool(op, input.unsqueeze(0), kernel, stride, padding, ceil, countPad, divisor).squeeze(0);
                }

                Require(op, input, spatial + 2, input.dim() > 1 ? input.shape[1] : 0, string.Empty);
                RequirePadding(kernel, padding);
                if (divisor is { } by && Trace.Current is not null)
                {
                    if (ceil)
                    {
                        Trace.Current.Refuse(input, $"{op} with divisor_override and ceil_mode", "use ceil_mode: false");
                    }

                    return AvgPool(op, input, kernel, stride, padding, ceil, true, null) * ((double)Shapes.Count(kernel) / by);
                }

                return Ops.Fused(
                    () =>
                    {
                        var window = WindowShape.Of(op, Flat(input.shape[2..]), Flat(kernel), Flat(stride), Flat(padding, 0), [1, 1], ceil);
                        long[] shape = [.. input.shape[..2], .. Sizes(window, spatial)];
                        Tensor result = Poolings.Average(input, shape, window, countPad, divisor, backward: false);
                        long[] own = input.shape;
                        return result.Track(
                            "AvgPool", g => [Poolings.Average(g, own, window, countPad, divisor, backward: true)], input);
                    },
                    "AveragePool", [input], Geometry(kernel, stride, padding, ceil).With("count_include_pad", countPad ? 1L : 0L));
            }

            private static NodeAttributes Geometry(long[] kernel, long[] stride, long[] padding, bool ceil) => NodeAttributes.Empty
                .With("kernel_shape", kernel)
                .With("strides", stride)
                .With("pads", [.. padding, .. padding])
                .With("ceil_mode", ceil ? 1L : 0L);

            private static long[] Flat(long[] values, long first = 1) => values.Length == 1 ? [first, values[0]] : values;

            private static long[] Sizes(WindowShape window, int spatial) =>
                spatial == 1 ? [window.OutWidth] : [window.OutHeight, window.OutWidth];

            private static void RequirePadding(long[] kernel, long[] padding)
            {
                for (int i = 0; i < kernel.Length; i++)
                {
                    if (padding[i] > kernel[i] / 2)
                    {
                        throw new InvalidOperationException(
                            $"pad should be at most half of effective kernel size, but got pad={padding[i]}, kernel_size={kernel[i]}");
                    }
                }
            }
        }
    }
}
