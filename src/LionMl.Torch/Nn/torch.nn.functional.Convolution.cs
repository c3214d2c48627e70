using LionMl.Onnx;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>Convolutions.</content>
        public static partial class functional
        {
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null,
                long groups = 1) =>
                Convolve("conv1d", input, weight, bias, [stride ?? 1], [padding ?? 0], [dilation ?? 1], groups);

            /// <summary>A two-dimensional convolution of [N, C, H, W] (or [C, H, W]) with weights [O, C / groups, kH, kW].</summary>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                long groups = 1) => Convolve("conv2d", input, weight, bias, Pair(strides, 1), Pair(padding, 0), Pair(dilation, 1), groups);

            /// <summary>
            /// The transpose of a convolution, with weights [C, O / groups, kH, kW]. In a graph it is a Conv over the input with zeros
            /// between
            /// its elements: the same numbers, in operators that proofs know.
            /// </summary>
            public static Tensor conv_transpose2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
                long[]? output_padding = null,
                long[]? dilation = null, long groups = 1)
            {
                if (input.dim() == 3)
                {
                    input = input.unsqueeze(0);
                    return conv_transpose2d(input, weight, bias, strides, padding, output_padding, dilation, groups).squeeze(0);
                }

                (long[] s, long[] p, long[] o, long[] d) = (Pair(strides, 1), Pair(padding, 0), Pair(output_padding, 0), Pair(dilation, 1));
                Require("conv_transpose2d", input, 4, weight.shape[0], $"weight of size {Shapes.Text(weight.shape)}");
                long[] size = new long[2];
                for (int i = 0; i < 2; i++)
                {
                    if (o[i] >= Math.Max(s[i], d[i]))
                    {
                        throw new InvalidOperationException(
                            $"output padding must be smaller than either stride or dilation, but got output_padding {Shapes.Text(o)}, "
                                + $"stride {Shapes.Text(s)}, dilation {Shapes.Text(d)}");
                    }

                    size[i] = ((input.shape[i + 2] - 1) * s[i]) - (2 * p[i]) + (d[i] * (weight.shape[i + 2] - 1)) + o[i] + 1;
                }

                if (Trace.Current is { } trace && trace.IsTraced(input))
                {
                    return SpreadConvolution(input, weight, bias, s, p, o, d, groups);
                }

                var window = WindowShape.Of("conv_transpose2d", size, weight.shape[2..], s, p, d);
                Tensor result = Convolutions.InputGradient(input, weight, window, (int)groups);
                if (Ops.NeedsGrad(input, weight))
                {
                    (Saved sx, Saved sw) = (new Saved(input), new Saved(weight));
                    result.Track("ConvTranspose", g => [
                        Convolutions.Forward(g, sw.Value, null, window, (int)groups),
                        Convolutions.WeightGradient(sx.Value, g, sw.Value.shape, window, (int)groups),
                    ], input, weight);
                }

                return bias is null ? result : result + bias.reshape(1, -1, 1, 1);
            }

            internal static long[] Pair(long[]? values, long fallback) => values switch
            {
                null => [fallback, fallback],
                { Length: 1 } => [values[0], values[0]],
                { Length: 2 } => values,
                _ => throw new ArgumentException($"expected one or two numbers, but got {Shapes.Text(values)}"),
            };

            // One or two spatial dimensions, by the length of the geometry.
            internal static Tensor Convolve(
                string op, Tensor input, Tensor weight, Tensor? bias, long[] stride, long[] padding, long[] dilation, long groups)
            {
                int spatial = stride.Length;
                if (input.dim() == spatial + 1)
                {
                    return Convolve(op, input.unsqueeze(0), weight, bias, stride, padding, dilation, groups).squeeze(0);
                }

                Require(op, input, spatial + 2, weight.shape[1] * groups, $"groups={groups}, weight of size {Shapes.Text(weight.shape)}");
                if (input.dtype != weight.dtype)
                {
                    throw new InvalidOperationException(
                        $"{op}: Input type ({input.dtype.Name()}) and weight type ({weight.dtype.Name()}) should be the same");
                }

                NodeAttributes attributes = NodeAttributes.Empty
                    .With("kernel_shape", weight.shape[2..])
                    .With("strides", stride)
                    .With("pads", [.. padding, .. padding])
                    .With("dilations", dilation)
                    .With("group", groups);
                return Ops.Fused(
                    () => spatial == 2
                        ? Convolve2d(op, input, weight, bias, stride, padding, dilation, groups)
                        : Convolve2d(
                            op, input.unsqueeze(2), weight.unsqueeze(2), bias, [1, stride[0]], [0, padding[0]], [1, dilation[0]],
                            groups).squeeze(2),
                    "Conv", [input, weight, bias], attributes);
            }

            private static Tensor Convolve2d(
                string op, Tensor input, Tensor weight, Tensor? bias, long[] stride, long[] padding, long[] dilation, long groups)
            {
                var window = WindowShape.Of(op, input.shape[2..], weight.shape[2..], stride, padding, dilation);
                Tensor result = Convolutions.Forward(input, weight, bias, window, (int)groups);
                Tensor[] parts = bias is null ? [input, weight] : [input, weight, bias];
                if (Ops.NeedsGrad(parts))
                {
                    (Saved sx, Saved sw) = (new Saved(input), new Saved(weight));
                    (bool needX, bool needW) = (input.requires_grad, weight.requires_grad);
                    result.Track(
                        "Convolution",
                        g => [
                            needX ? Convolutions.InputGradient(g, sw.Value, window, (int)groups) : null,
                            needW ? Convolutions.WeightGradient(g, sx.Value, sw.Value.shape, window, (int)groups) : null,
                            bias is null ? null : g.sum([0, 2, 3]),
                        ],
                        parts);
                }

                return result;
            }

            private static Tensor SpreadConvolution(
                Tensor x, Tensor weight, Tensor? bias, long[] s, long[] p, long[] o, long[] d, long groups)
            {
                long[] shape = x.shape;
                if (s[0] > 1 || s[1] > 1)
                {
                    x = x.reshape(shape[0], shape[1], shape[2], 1, shape[3], 1);
                    x = pad(x, [0, s[1] - 1, 0, 0, 0, s[0] - 1], PaddingModes.Constant, 0);
                    x = x.reshape(shape[0], shape[1], shape[2] * s[0], shape[3] * s[1]);
                    x = x.slice(2, 0, ((shape[2] - 1) * s[0]) + 1, 1).slice(3, 0, ((shape[3] - 1) * s[1]) + 1, 1);
                }

                long[] border = [.. weight.shape[2..].Select((k, i) => (d[i] * (k - 1)) - p[i])];
                x = pad(x, [border[1], border[1] + o[1], border[0], border[0] + o[0]], PaddingModes.Constant, 0);
                long[] w = weight.shape;
                Tensor turned = weight.flip(2, 3).reshape(groups, w[0] / groups, w[1], w[2], w[3]).transpose(1, 2)
                    .reshape(groups * w[1], w[0] / groups, w[2], w[3]);
                return conv2d(x, turned, bias, [1, 1], [0, 0], d, groups);
            }

            private static void Require(string op, Tensor input, int rank, long channels, string what)
            {
                if (input.dim() != rank)
                {
                    throw new InvalidOperationException(
                        $"Expected {rank - 1}D (unbatched) or {rank}D (batched) input to {op}, but got input of size: "
                            + $"{Shapes.Text(input.shape)}");
                }

                if (input.shape[1] != channels)
                {
                    throw new InvalidOperationException(
                        $"{op}: Given {what}, expected input{Shapes.Text(input.shape)} to have {channels} channels, but got "
                            + $"{input.shape[1]} "
                        + "channels instead");
                }
            }
        }
    }
}
