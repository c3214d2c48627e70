using LionMl.Onnx;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>Normalisation.</content>
        public static partial class functional
        {
            /// <summary>
            /// Normalises each channel (dimension 1), by the batch's statistics in training and by the running ones otherwise.
            /// </summary>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false,
                double momentum = 0.1, double eps = 1E-05)
            {
                long channels = input.dim() > 1 ? input.shape[1] : input.shape[0];
                long[] across = [.. input.shape.Select((_, i) => i == 1 ? channels : 1)];
                if (running_mean is not null && running_mean.numel() != channels)
                {
                    throw new InvalidOperationException($"running_mean should contain {channels} elements not {running_mean.numel()}");
                }

                if (training || running_mean is null || running_var is null)
                {
                    Trace.Current?.Refuse(input, "batch normalisation by the batch's statistics", "call eval() first");
                    long[] dims = [.. Enumerable.Range(0, (int)input.dim()).Where(i => i != 1).Select(i => (long)i)];
                    long count = input.numel() / Math.Max(1, channels);
                    if (count <= 1)
                    {
                        throw new InvalidOperationException(
                            $"Expected more than 1 value per channel when training, got input size {Shapes.Text(input.shape)}");
                    }

                    Tensor mean = input.mean(dims, keepdim: true);
                    Tensor centred = input - mean;
                    Tensor variance = (centred * centred).mean(dims, keepdim: true);
                    using (GradMode.Set(false))
                    {
                        running_mean?.Overwrite((running_mean * (1 - momentum)) + (mean.reshape(channels) * momentum));
                        running_var?.Overwrite(
                            (running_var * (1 - momentum)) + (variance.reshape(channels) * (momentum * count / (count - 1))));
                    }

                    return Affine(centred * (variance + eps).rsqrt(), weight?.reshape(across), bias?.reshape(across));
                }

                return Ops.Fused(
                    () =>
                    {
                        Tensor scale = (running_var + eps).rsqrt();
                        Tensor normal = (input - running_mean.reshape(across)) * scale.reshape(across);
                        return Affine(normal, weight?.reshape(across), bias?.reshape(across));
                    },
                    "BatchNormalization",
                    [input, weight ?? ones([channels], input.dtype), bias ?? zeros([channels], input.dtype), running_mean, running_var],
                    NodeAttributes.Empty.With("epsilon", (float)eps));
            }

            /// <summary>Normalises over the last dimensions.</summary>
            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05)
            {
                int count = normalized_shape.Length;
                if (input.dim() < count || !input.shape.AsSpan((int)input.dim() - count).SequenceEqual(normalized_shape))
                {
                    throw new InvalidOperationException(
                        $"Given normalized_shape={Shapes.Text(normalized_shape)}, expected input with shape [*, "
                        + $"{string.Join(", ", normalized_shape)}], but got input of size{Shapes.Text(input.shape)}");
                }

                long[] dims = [.. Enumerable.Range(-count, count).Select(i => (long)i)];
                return Ops.Fused(
                    () => Affine(Normal(input, dims, eps), weight, bias), "LayerNormalization",
                    [input, weight ?? ones(normalized_shape, input.dtype), bias],
                    NodeAttributes.Empty.With("axis", (long)-count).With("epsilon", (float)eps));
            }

            /// <summary>Normalises over groups of channels.</summary>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05)
            {
                long[] shape = input.shape;
                if (shape.Length < 2 || shape[1] % num_groups != 0)
                {
                    throw new InvalidOperationException(
                        "Expected number of channels in input to be divisible by num_groups, but got input of shape "
                        + $"{Shapes.Text(shape)} and num_groups={num_groups}");
                }

                long[] across = [.. shape.Select((size, i) => i == 1 ? size : 1)];
                Tensor grouped = input.reshape(shape[0], num_groups, -1);
                Tensor normal = layer_norm(grouped, grouped.shape[2..], null, null, eps).reshape(shape);
                return Affine(normal, weight?.reshape(across), bias?.reshape(across));
            }

            private static Tensor Normal(Tensor x, long[] dims, double eps)
            {
                Tensor centred = x - x.mean(dims, keepdim: true);
                return centred * ((centred * centred).mean(dims, keepdim: true) + eps).rsqrt();
            }

            private static Tensor Affine(Tensor x, Tensor? weight, Tensor? bias)
            {
                Tensor scaled = weight is null ? x : x * weight;
                return bias is null ? scaled : scaled + bias;
            }
        }
    }
}
