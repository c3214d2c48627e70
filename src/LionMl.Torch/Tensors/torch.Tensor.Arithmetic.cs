namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Ops.Binary<AddOp>(this, target, "add", "Add", (g, _, _) => (g, g));

        public Tensor add(Tensor target, Scalar alpha) => add(target.mul(alpha));

        public Tensor add(Scalar scalar) => add(Plain(scalar));

        public Tensor add(Scalar scalar, Scalar alpha) => add(Plain(scalar).mul(alpha));

        public Tensor sub(Tensor target) => dtype == ScalarType.Bool && target.dtype == ScalarType.Bool
            ? throw new InvalidOperationException(
                "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.")
            : Ops.Binary<SubOp>(this, target, "sub", "Sub", (g, _, _) => (g, -g));

        public Tensor sub(Scalar target) => sub(Plain(target));

        public Tensor mul(Tensor target) => Ops.Binary<MulOp>(this, target, "mul", "Mul", (g, a, b) => (g * b, g * a));

        public Tensor mul(Scalar target) => mul(Plain(target));

        /// <summary>The quotient; real, also of integers, unless it is rounded.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
        {
            ScalarType type = Dtypes.Promote(this, target);
            bool rounds = rounding_mode != RoundingMode.None;

            // Rounded quotients of integers must be exact, for which a float's 24 bits are too few.
            ScalarType real = type.IsFloating() ? type : rounds ? ScalarType.Float64 : get_default_dtype();
            Tensor quotient = Ops.BinaryAs<DivOp>(
                this, target, real, "div", "Div", (g, a, b) => (g / b, -(g * a / (b * b))));
            return rounding_mode switch
            {
                RoundingMode.floor => quotient.floor().to(type),
                RoundingMode.trunc => quotient.trunc().to(type),
                _ => quotient,
            };
        }

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(Plain(target), rounding_mode);

        /// <summary>The remainder, with the sign of the divisor.</summary>
        public Tensor remainder(Tensor other)
        {
            if (Trace.Current is not null)
            {
                return this - (div(other, RoundingMode.floor) * other);
            }

            return Ops.Binary<RemainderOp>(
                this, other, "remainder", "Mod", (g, a, b) => (g, -(g * a.div(b, RoundingMode.floor))));
        }

        public Tensor remainder(Scalar other) => remainder(Plain(other));

        public Tensor pow(Tensor exponent) => Ops.Binary<PowOp>(this, exponent, "pow", "Pow", (g, a, b) => (
            g * b * a.pow(b - 1),
            g * torch.where(a.eq(0), zeros_like(a), a.log()) * a.pow(b)));

        public Tensor pow(Scalar exponent)
        {
            double power = exponent.ToDouble();
            if (power == 2)
            {
                return mul(this);
            }

            if (power == 0.5)
            {
                return sqrt();
            }

            if (dtype.IsInteger() && !exponent.IsFloating && power < 0)
            {
                throw new InvalidOperationException("Integers to negative integer powers are not allowed.");
            }

            return Ops.Binary<PowOp>(
                this, Plain(exponent), "pow", "Pow", (g, a, _) => (power == 0 ? zeros_like(g) : g * a.pow(power - 1) * power, null));
        }

        public Tensor eq(Tensor target) => Ops.Compare<EqualOp>(this, target, "eq", "Equal");

        public Tensor eq(Scalar target) => eq(Plain(target));

        public Tensor ne(Tensor target) => Ops.Compare<NotEqualOp>(this, target, "ne", "NotEqual");

        public Tensor ne(Scalar target) => ne(Plain(target));

        public Tensor gt(Tensor target) => Ops.Compare<GreaterOp>(this, target, "gt", "Greater");

        public Tensor gt(Scalar target) => gt(Plain(target));

        public Tensor lt(Tensor target) => Ops.Compare<LessOp>(this, target, "lt", "Less");

        public Tensor lt(Scalar target) => lt(Plain(target));

        public Tensor ge(Tensor target) => Ops.Compare<GreaterEqualOp>(this, target, "ge", "GreaterOrEqual");

        public Tensor ge(Scalar target) => ge(Plain(target));

        public Tensor le(Tensor target) => Ops.Compare<LessEqualOp>(this, target, "le", "LessOrEqual");

        public Tensor le(Scalar target) => le(Plain(target));
    }
}
