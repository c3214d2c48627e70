using LionMl.Onnx;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>Matrix layers, embeddings and attention.</content>
        public static partial class functional
        {
            /// <summary>x · Wᵀ + b over the last dimension; one Gemm in a graph where x is a matrix.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null)
            {
                long[] shape = input.shape;
                if (weights.dim() != 2)
                {
                    throw new InvalidOperationException($"linear: weight must be a matrix, but has shape {Shapes.Text(weights.shape)}");
                }

                if (shape.Length == 0 || shape[^1] != weights.shape[1])
                {
                    long rows = shape.Length == 0 ? 1 : input.numel() / Math.Max(1, shape[^1]);
                    throw new InvalidOperationException(
                        $"mat1 and mat2 shapes cannot be multiplied ({rows}x{(shape.Length == 0 ? 1 : shape[^1])} and "
                            + $"{weights.shape[1]}x{weights.shape[0]}): "
                        + $"linear of an input of shape {Shapes.Text(shape)} and a weight of shape {Shapes.Text(weights.shape)}");
                }

                input.RequireSame(weights, "mat1 and mat2");
                if (shape.Length == 2)
                {
                    return Ops.Fused(
                        () => Plain(input, weights, bias), "Gemm", [input, weights, bias], NodeAttributes.Empty.With("transB", 1L));
                }

                return Plain(input, weights, bias);

                static Tensor Plain(Tensor x, Tensor w, Tensor? b) => b is null ? x.matmul(w.t()) : x.matmul(w.t()) + b;
            }

            /// <summary>Rows of the weight by index.</summary>
            public static Tensor embedding(
                Tensor x, Tensor weight, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false)
            {
                if (max_norm is not null || scale_grad_by_freq || sparse)
                {
                    throw new NotSupportedException(
                        "embedding: max_norm, scale_grad_by_freq and sparse are outside of the subset; leave them at their defaults");
                }

                Indexing.RequireIndex(x, "embedding");
                return Ops.Fused(
                    () =>
                    {
                        Tensor table = padding_idx is { } row ? WithoutGradientOf(weight, row) : weight;
                        return table.index_select(0, x.reshape(-1)).reshape([.. x.shape, .. weight.shape[1..]]);
                    },
                    "Gather", [weight, x], NodeAttributes.Empty.With("axis", 0L));
            }

            /// <summary>softmax(q · kᵀ / √d + mask) · v; a mask of truth values says what takes part.</summary>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0, bool is_casual = false)
            {
                if (is_casual && attn_mask is not null)
                {
                    throw new ArgumentException("scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True");
                }

                Tensor scores = (query * (1 / Math.Sqrt(query.shape[^1]))).matmul(key.transpose(-2, -1));
                if (is_casual)
                {
                    attn_mask = ones([query.shape[^2], key.shape[^2]], ScalarType.Bool).tril();
                }

                if (attn_mask is not null)
                {
                    scores = attn_mask.dtype == ScalarType.Bool
                        ? torch.where(attn_mask, scores, Tensor.FromScalar(double.NegativeInfinity, scores.dtype))
                        : scores + attn_mask;
                }

                return dropout(scores.softmax(-1), p, p > 0).matmul(value);
            }

            /// <summary>A 1 at the place of each index, in a new last dimension.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1)
            {
                if (x.dtype != ScalarType.Int64)
                {
                    throw new InvalidOperationException("one_hot is only applicable to index tensor of type LongTensor.");
                }

                if (num_classes < 0)
                {
                    Trace.Current?.RefuseShape(x, "one_hot without num_classes", "give num_classes");
                    num_classes = x.numel() == 0 ? 0 : x.max().ToInt64() + 1;
                }
                else if (Trace.Current is null && x.numel() > 0 && (x.min().ToInt64() < 0 || x.max().ToInt64() >= num_classes))
                {
                    throw new InvalidOperationException("Class values must be smaller than num_classes.");
                }

                return x.unsqueeze(-1).eq(arange(num_classes)).to(ScalarType.Int64);
            }

            /// <summary>Divided by the p-norm along a dimension.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1E-12)
            {
                Tensor norm = p == 2
                    ? (input * input).sum(dim, keepdim: true).sqrt()
                    : p == 1 ? input.abs().sum(dim, keepdim: true) : input.abs().pow(p).sum(dim, keepdim: true).pow(1 / p);
                return input / norm.clamp((Scalar)eps);
            }

            private static Tensor WithoutGradientOf(Tensor weight, long row)
            {
                long at = row < 0 ? row + weight.shape[0] : row;
                return weight.Alias().Track("Padding", g =>
                {
                    Tensor kept = g.Copied();
                    kept.select(0, at).Overwrite(Tensor.FromScalar(0, g.dtype));
                    return [kept];
                }, weight);
            }
        }
    }
}
