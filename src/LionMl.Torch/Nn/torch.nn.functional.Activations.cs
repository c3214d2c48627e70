using LionMl.Onnx;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// Layers as functions. <c>inplace</c> makes the argument take over the result, as in PyTorch; no memory is saved by it.
        /// </summary>
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) => InPlace(x, x.relu(), inplace);

            public static Tensor relu6(Tensor x, bool inplace = false) => InPlace(x, x.clamp((Scalar)0, (Scalar)6), inplace);

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) => InPlace(
                input,
                Ops.Fused(
                    () => torch.where(input.gt(0), input, input * negative_slope), "LeakyRelu", [input],
                    NodeAttributes.Empty.With("alpha", (float)negative_slope)),
                inplace);

            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => InPlace(
                x,
                Ops.Fused(
                    () => torch.where(x.gt(0), x, (x.minimum(zeros_like(x)).exp() - 1) * alpha), "Elu", [x],
                    NodeAttributes.Empty.With("alpha", (float)alpha)),
                inplace);

            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor sigmoid(Tensor x, bool inplace) => InPlace(x, x.sigmoid(), inplace);

            public static Tensor tanh(Tensor x, bool inplace = false) => InPlace(x, x.tanh(), inplace);

            public static Tensor gelu(Tensor x) => gelu(x, Modules.GELU.Approximate.none);

            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);

            /// <summary>
            /// x · Φ(x) with the normal distribution Φ, exact or by tanh. In a graph it is written out: opset 17 has no Gelu.
            /// </summary>
            public static Tensor gelu(Tensor x, Modules.GELU.Approximate approximate, bool inplace = false)
            {
                Tensor cumulative = approximate == Modules.GELU.Approximate.tanh
                    ? ((x + (x * x * x * 0.044715)) * Math.Sqrt(2 / Math.PI)).tanh()
                    : (x * Math.Sqrt(0.5)).erf();
                return InPlace(x, x * (cumulative + 1) * 0.5, inplace);
            }

            public static Tensor silu(Tensor x, bool inplace = false) => InPlace(x, x * x.sigmoid(), inplace);

            public static Tensor mish(Tensor x, bool inplace = false) => InPlace(x, x * softplus(x).tanh(), inplace);

            public static Tensor hardswish(Tensor input, bool inplace = false) => InPlace(
                input,
                Ops.Fused(() => input * (input + 3).clamp((Scalar)0, (Scalar)6) * (1.0 / 6), "HardSwish", [input]),
                inplace);

            public static Tensor hardsigmoid(Tensor input, bool inplace = false) => InPlace(
                input,
                Ops.Fused(
                    () => (input + 3).clamp((Scalar)0, (Scalar)6) * (1.0 / 6), "HardSigmoid", [input],
                    NodeAttributes.Empty.With("alpha", 1f / 6).With("beta", 0.5f)),
                inplace);

            public static Tensor hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false) =>
                InPlace(x, x.clamp((Scalar)min_val, (Scalar)max_val), inplace);

            /// <summary>log(1 + exp(β·x)) / β; the identity where β·x is above the threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20)
            {
                Tensor scaled = beta == 1 ? x : x * beta;
                Tensor result = Ops.Fused(() => Softplus(scaled, threshold), "Softplus", [scaled]);
                if (threshold < 15 && Trace.Current is not null)
                {
                    // ONNX's operator has no threshold; from 15 on it makes no difference to a float.
                    result = torch.where(scaled.gt(threshold), scaled, result);
                }

                return beta == 1 ? result : result * (1 / beta);
            }

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>Zeroes elements at random and scales the others so that the mean stays; the identity outside of training.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (p is < 0 or > 1)
                {
                    throw new ArgumentException($"dropout probability has to be between 0 and 1, but got {p}");
                }

                if (!training || p == 0)
                {
                    return input;
                }

                Trace.Current?.Refuse(input, "dropout in training mode", "call eval() first, or pass training: false");
                Tensor mask = rand_like(input).ge(p).to(input.dtype) * (p == 1 ? 0 : 1 / (1 - p));
                return InPlace(input, input * mask, inplace);
            }

            private static Tensor InPlace(Tensor x, Tensor result, bool inplace) => inplace ? x.Become(result) : result;

            private static Tensor Softplus(Tensor x, double threshold)
            {
                Tensor result;
                using (GradMode.Set(false))
                {
                    Tensor smooth = x.relu() + ((-x.abs()).exp() + 1).log();
                    result = torch.where(x.gt(threshold), x, smooth).Alias();
                }

                var saved = new Saved(x);
                return result.Track("Softplus", g => [torch.where(saved.Value.gt(threshold), g, g * saved.Value.sigmoid())], x);
            }
        }
    }
}
