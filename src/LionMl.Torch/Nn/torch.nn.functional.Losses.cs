namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>How a loss makes one number of many.</summary>
        public enum Reduction
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }

        /// <content>Losses.</content>
        public static partial class functional
        {
            /// <summary>
            /// The cross entropy of scores against classes (integers) or class probabilities; dimension 1 holds the classes.
            /// </summary>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean,
                double label_smoothing = 0)
            {
                int axis = input.dim() == 1 ? 0 : 1;
                Tensor logarithms = input.log_softmax(axis);
                if (target.dtype.IsFloating())
                {
                    RequireShape("cross_entropy", input, target);
                    long classes = input.shape[axis];
                    Tensor wanted = label_smoothing > 0 ? (target * (1 - label_smoothing)) + (label_smoothing / classes) : target;
                    Tensor weighted = weight is null ? wanted : wanted * Along(weight, (int)input.dim(), axis);
                    Tensor losses = -(logarithms * weighted).sum(axis);
                    return reduction == Reduction.Mean ? losses.sum() / (losses.numel()) : Reduce(losses, reduction);
                }

                Tensor hard = NegativeLogLikelihood(logarithms, target, weight, ignore_index, reduction);
                if (label_smoothing <= 0)
                {
                    return hard;
                }

                (Tensor at, Tensor kept) = Targets(logarithms, target, ignore_index, axis);
                Tensor own = weight is null ? kept : kept * weight.index_select(0, at.reshape(-1)).reshape(at.shape);
                Tensor smooth = -(weight is null ? logarithms : logarithms * Along(weight, (int)input.dim(), axis)).sum(axis) * kept;
                smooth = reduction switch
                {
                    Reduction.Mean => smooth.sum() / own.sum(),
                    _ => Reduce(smooth, reduction),
                };
                return (hard * (1 - label_smoothing)) + (smooth * (label_smoothing / input.shape[axis]));
            }

            /// <summary>Minus the score of the right class.</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                NegativeLogLikelihood(input, target, weight, -100, reduction);

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Reduce((input - target).square(), reduction);

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Reduce((input - target).abs(), reduction);

            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1)
            {
                Tensor distance = (input - target).abs();
                return Reduce(
                    torch.where(distance.lt(beta), distance.square() * (0.5 / beta), distance - (0.5 * beta)), reduction);
            }

            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean)
            {
                Tensor distance = (input - target).abs();
                return Reduce(
                    torch.where(distance.le(delta), distance.square() * 0.5, (distance - (0.5 * delta)) * delta), reduction);
            }

            /// <summary>The cross entropy of probabilities; logarithms are bounded by −100, as in PyTorch.</summary>
            public static Tensor binary_cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                RequireShape("binary_cross_entropy", input, target);
                Tensor losses = -((target * input.log().clamp((Scalar)(-100))) + ((1 - target) * (1 - input).log().clamp((Scalar)(-100))));
                return Reduce(weight is null ? losses : losses * weight, reduction);
            }

            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            {
                RequireShape("binary_cross_entropy_with_logits", input, target);
                Tensor positive = softplus(-input, threshold: 100);
                Tensor losses = pos_weights is null
                    ? ((1 - target) * input) + positive
                    : ((1 - target) * input) + ((((pos_weights - 1) * target) + 1) * positive);
                return Reduce(weight is null ? losses : losses * weight, reduction);
            }

            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean)
            {
                Tensor losses = log_target
                    ? target.exp() * (target - input)
                    : torch.where(target.gt(0), target * (target.clamp((Scalar)1e-38).log() - input), zeros_like(target));
                return Reduce(losses, reduction);
            }

            private static Tensor NegativeLogLikelihood(Tensor input, Tensor target, Tensor? weight, long ignore, Reduction reduction)
            {
                if (target.dtype != ScalarType.Int64)
                {
                    throw new InvalidOperationException(
                        $"\"nll_loss\": expected scalar type Long but found {target.dtype.Name()} for the target");
                }

                int axis = input.dim() == 1 ? 0 : 1;
                long[] expected = [.. input.shape.Where((_, i) => i != axis)];
                if (!expected.AsSpan().SequenceEqual(target.shape))
                {
                    throw new ArgumentException(
                        $"Expected target size {Shapes.Text(expected)}, got {Shapes.Text(target.shape)} (input of size "
                            + $"{Shapes.Text(input.shape)})");
                }

                (Tensor at, Tensor kept) = Targets(input, target, ignore, axis);
                Tensor own = weight is null ? kept : kept * weight.index_select(0, at.reshape(-1)).reshape(at.shape);
                Tensor losses = -input.gather(axis, at.unsqueeze(axis)).squeeze(axis) * own;
                return reduction == Reduction.Mean ? losses.sum() / own.sum() : Reduce(losses, reduction);
            }

            // Ignored targets point to class 0 with weight 0.
            private static (Tensor At, Tensor Kept) Targets(Tensor input, Tensor target, long ignore, int axis)
            {
                Tensor kept = target.ne(ignore);
                Tensor at = torch.where(kept, target, Tensor.FromScalar(0L, ScalarType.Int64));
                long classes = input.shape[axis];
                foreach (long value in at.Dense<long>())
                {
                    if (value < 0 || value >= classes)
                    {
                        throw new IndexOutOfRangeException($"Target {value} is out of bounds: there are {classes} classes");
                    }
                }

                return (at, kept.to(input.dtype));
            }

            private static Tensor Along(Tensor weight, int rank, int axis) =>
                weight.reshape([.. Enumerable.Range(0, rank).Select(i => i == axis ? weight.numel() : 1)]);

            private static Tensor Reduce(Tensor losses, Reduction reduction) => reduction switch
            {
                Reduction.None => losses,
                Reduction.Sum => losses.sum(),
                _ => losses.mean(),
            };

            private static void RequireShape(string op, Tensor input, Tensor target)
            {
                if (!input.shape.AsSpan().SequenceEqual(target.shape))
                {
                    throw new ArgumentException(
                        $"{op}: Using a target size ({Shapes.Text(target.shape)}) that is different to the input size "
                        + $"({Shapes.Text(input.shape)}) is not supported. Please ensure they have the same size.");
                }
            }
        }
    }
}
