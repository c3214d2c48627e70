using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Operators;

/// <summary>Element-wise power; the result has the base's type, whatever the exponent's.</summary>
internal sealed class Pow() : Operator("Pow", 2, 2)
{
    public override void Infer(InferContext context)
    {
        context.RequireNumbers(0);
        context.RequireNumbers(1);
        context.Set(0, context.Broadcast(0, 1), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        Tensor basis = context.Input(0);
        Tensor exponent = context.Input(1);
        TensorShape shape = context.OutputShape(0);
        if (basis.Type.IsInteger() && exponent.Type.IsInteger())
        {
            context.Set(
                0,
                Broadcast.Apply<long, long>(
                    basis.IntegerArray, basis.Shape, exponent.IntegerArray, exponent.Shape, shape, Integers, context.Threads));
            return;
        }

        float[] exponents = exponent.Type.IsFloating() ? exponent.FloatArray : exponent.ToFloats();
        float[] bases = basis.Type.IsFloating() ? basis.FloatArray : basis.ToFloats();
        float[] result = Broadcast.Apply<float, float>(bases, basis.Shape, exponents, exponent.Shape, shape, Floats, context.Threads);
        if (basis.Type.IsFloating())
        {
            context.Set(0, result);
        }
        else
        {
            context.Set(0, Array.ConvertAll(result, value => (long)value));
        }
    }

    private static void Floats(ReadOnlySpan<float> bases, ReadOnlySpan<float> exponents, Span<float> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = exponents[i] == 2 ? bases[i] * bases[i] : (float)Math.Pow(bases[i], exponents[i]);
        }
    }

    private static void Integers(ReadOnlySpan<long> bases, ReadOnlySpan<long> exponents, Span<long> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = exponents[i] < 0 ? (long)Math.Pow(bases[i], exponents[i]) : Power(bases[i], exponents[i]);
        }
    }

    private static long Power(long basis, long exponent)
    {
        long power = 1;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
            {
                power = unchecked(power * basis);
            }

            basis = unchecked(basis * basis);
        }

        return power;
    }
}
