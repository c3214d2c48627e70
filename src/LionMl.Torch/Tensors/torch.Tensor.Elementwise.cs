namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor exp() => Ops.Unary<ExpOp>(this, "Exp", (g, _, y) => g * y);

        public Tensor log() => Ops.Unary<LogOp>(this, "Log", (g, x, _) => g / x);

        public Tensor sqrt() => Ops.Unary<SqrtOp>(this, "Sqrt", (g, _, y) => g / (y * 2));

        public Tensor rsqrt() => sqrt().reciprocal();

        public Tensor reciprocal() => Plain(1f) / this;

        public Tensor sin() => Ops.Unary<SinOp>(this, "Sin", (g, x, _) => g * x.cos());

        public Tensor cos() => Ops.Unary<CosOp>(this, "Cos", (g, x, _) => -(g * x.sin()));

        public Tensor tanh() => Ops.Unary<TanhOp>(this, "Tanh", (g, _, y) => g * (1 - (y * y)));

        public Tensor sigmoid() => Ops.Unary<SigmoidOp>(this, "Sigmoid", (g, _, y) => g * y * (1 - y));

        public Tensor erf() =>
            Ops.Unary<ErfOp>(this, "Erf", (g, x, _) => g * (-(x * x)).exp() * (2 / Math.Sqrt(Math.PI)));

        public Tensor abs() => Ops.Number<AbsOp>(this, "Abs", (g, x, _) => g * x.sign());

        public Tensor neg() => dtype == ScalarType.Bool
            ? throw new InvalidOperationException("Negation, the `-` operator, on a bool tensor is not supported. Use `~` or "
                + "logical_not() instead.")
            : Ops.Number<NegOp>(this, "Neg", (g, _, _) => -g);

        public Tensor sign() => Ops.Number<SignOp>(this, "Sign", (g, _, _) => zeros_like(g));

        public Tensor relu() => Ops.Number<ReluOp>(this, "Relu", (g, x, _) => NeuralKernels.ReluBackward(g, x));

        public Tensor floor() => Rounded<FloorOp>("Floor");

        public Tensor ceil() => Rounded<CeilOp>("Ceil");

        /// <summary>Rounds half to even.</summary>
        /// <param name="decimals">Places after the decimal point; negative ones before it.</param>
        public Tensor round(long decimals = 0)
        {
            if (decimals == 0)
            {
                return Rounded<RoundOp>("Round");
            }

            double factor = Math.Pow(10, Math.Abs(decimals));
            return decimals > 0 ? mul(factor).round().div(factor) : div(factor).round().mul(factor);
        }

        public Tensor trunc()
        {
            if (!dtype.IsFloating())
            {
                return Alias();
            }

            return Trace.Current is null ? Rounded<TruncOp>("Trunc") : sign() * abs().floor();
        }

        public Tensor square() => mul(this);

        public Tensor relu6() => clamp((Scalar)0, (Scalar)6);

        public Tensor logical_not()
        {
            Tensor source = to(ScalarType.Bool);
            Tensor result = Elementwise.Compare<EqualOp>(source, FromScalar(false, null), source.shape);
            Trace.Current?.Record("Not", [source], [result]);
            return result;
        }

        public Tensor logical_and(Tensor other) => Logical<MinOp>(other, "logical_and", "And");

        public Tensor logical_or(Tensor other) => Logical<MaxOp>(other, "logical_or", "Or");

        public Tensor logical_xor(Tensor other)
        {
            (Tensor a, Tensor b) = (to(ScalarType.Bool), other.to(ScalarType.Bool));
            return Ops.Compare<NotEqualOp>(a, b, "logical_xor", "Xor");
        }

        public Tensor isnan() => ne(this);

        /// <summary>Limits every element to [min, max]; either bound may be left out.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null)
        {
            if (min is null && max is null)
            {
                throw new ArgumentException("torch.clamp: At least one of 'min' or 'max' must not be None");
            }

            ScalarType type = dtype.IsFloating() || (min ?? max)!.IsFloating || (max ?? min)!.IsFloating
                ? Dtypes.Promote(dtype, dtype.IsFloating() ? dtype : get_default_dtype())
                : Dtypes.Promote(dtype, ScalarType.Int32);
            Tensor x = to(type);
            Tensor? low = min is null ? null : FromScalar(min, type);
            Tensor? high = max is null ? null : FromScalar(max, type);
            Tensor result = x.Alias();
            result = low is null ? result : Elementwise.Binary<MaxOp>(result, low, x._shape);
            result = high is null ? result : Elementwise.Binary<MinOp>(result, high, x._shape);
            if (Ops.NeedsGrad(x))
            {
                var saved = new Saved(x);
                result.Track("Clamp", g =>
                {
                    Tensor v = saved.Value;
                    Tensor inside = low is null ? v.le(high!) : high is null ? v.ge(low) : v.ge(low).logical_and(v.le(high));
                    return [torch.where(inside, g, zeros_like(g))];
                }, x);
            }

            Trace.Current?.Record("Clip", [x, low, high], [result]);
            return result;
        }

        public Tensor clamp(Tensor? min = null, Tensor? max = null)
        {
            if (min is null && max is null)
            {
                throw new ArgumentException("torch.clamp: At least one of 'min' or 'max' must not be None");
            }

            Tensor result = min is null ? this : torch.maximum(this, min);
            return max is null ? result : torch.minimum(result, max);
        }

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor maximum(Tensor other) => Ops.Binary<MaxOp>(this, other, "maximum", "Max", (g, a, b) => Shared(g, a, b, a.ge(b)));

        public Tensor minimum(Tensor other) => Ops.Binary<MinOp>(this, other, "minimum", "Min", (g, a, b) => Shared(g, a, b, a.le(b)));

        /// <summary>The values where the mask is true replaced by one number.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value)
        {
            if (mask.dtype != ScalarType.Bool)
            {
                throw new InvalidOperationException($"masked_fill only supports boolean masks, but got mask with dtype {mask.dtype}");
            }

            return torch.where(mask, FromScalar(value, dtype), this);
        }

        /// <summary>This where the condition holds, <paramref name="y"/> elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => torch.where(condition, this, y);

        public Tensor lerp(Tensor end, Tensor weight) => this + (weight * (end - this));

        // Where both are equal the gradient is shared, as PyTorch does.
        private static (Tensor A, Tensor B) Shared(Tensor g, Tensor a, Tensor b, Tensor first)
        {
            Tensor half = a.eq(b).to(g.dtype) * 0.5;
            Tensor weight = first.to(g.dtype) - half;
            return (g * weight, g * (1 - weight));
        }

        private Tensor Rounded<TOp>(string onnx)
            where TOp : IUnaryOp => dtype.IsFloating() ? Ops.Unary<TOp>(this, onnx, (g, _, _) => zeros_like(g)) : this;

        private Tensor Logical<TOp>(Tensor other, string name, string onnx)
            where TOp : IBinaryOp => Ops.BinaryAs<TOp>(this, other, ScalarType.Bool, name, onnx, (_, _, _) => (null, null));
    }
}
