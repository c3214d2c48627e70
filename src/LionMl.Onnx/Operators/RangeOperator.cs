using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>Range: the numbers start, start + delta, … before a limit; all three must be constants, since they decide the shape.</summary>
internal sealed class RangeOperator() : Operator("Range", 3, 3)
{
    public override void Infer(InferContext context)
    {
        double start = Scalar(context, 0, "start");
        double limit = Scalar(context, 1, "limit");
        double delta = Scalar(context, 2, "delta");
        context.RequireSameType(0, 1);
        context.RequireSameType(0, 2);
        double count = Math.Ceiling((limit - start) / delta);
        if (delta == 0 || double.IsNaN(count) || count > int.MaxValue)
        {
            throw new NodeProblemException($"a range from {start} to {limit} in steps of {delta} has no usable number of elements");
        }

        context.Set(0, TensorShape.Of((int)Math.Max(0, count)), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        int count = context.OutputCountOf(0);
        if (context.Input(0).Type.IsInteger())
        {
            long start = context.Input(0).Integers[0];
            long delta = context.Input(2).Integers[0];
            context.Set(0, [.. Enumerable.Range(0, count).Select(i => unchecked(start + (i * delta)))]);
            return;
        }

        float first = context.Floats(0)[0];
        float step = context.Floats(2)[0];
        context.Set(0, [.. Enumerable.Range(0, count).Select(i => first + (i * step))]);
    }

    private static double Scalar(InferContext context, int input, string what)
    {
        Tensor value = context.RequireConstant(input, what);
        if (value.Count != 1 || value.Type == ElementType.Bool)
        {
            throw new NodeProblemException($"its {what} must be one number");
        }

        return value.Type.IsFloating() ? value.Floats[0] : value.Integers[0];
    }
}
