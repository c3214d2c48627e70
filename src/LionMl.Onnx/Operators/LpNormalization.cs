using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The elements along an axis divided by their norm: the sum of sizes (p = 1) or the root of the sum of squares (p = 2).</summary>
internal sealed class LpNormalization() : Operator("LpNormalization", 1, 1)
{
    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        context.RequireRank(0, 1);
        InferContext.Axis(context.Attributes.GetInt("axis", -1), context.Shape(0).Rank);
        if (LpRules.Exponent(context.Attributes) > 2)
        {
            throw new NodeProblemException($"its p is {LpRules.Exponent(context.Attributes)}; 1 and 2 are defined");
        }

        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        TensorShape shape = context.Shape(0);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", -1), shape.Rank);
        long p = LpRules.Exponent(context.Attributes);
        int inner = (int)shape.Product(axis + 1, shape.Rank);
        int size = shape[axis];
        float[] values = context.Floats(0);
        float[] result = new float[values.Length];
        for (int i = 0; size > 0 && i < values.Length / size; i++)
        {
            int first = (i / inner * size * inner) + (i % inner);
            double sum = 0;
            for (int j = 0; j < size; j++)
            {
                sum += LpRules.Power(values[first + (j * inner)], p);
            }

            // A line of zeros stays what it is.
            double norm = sum == 0 ? 1 : LpRules.Root(sum, p);
            for (int j = 0; j < size; j++)
            {
                result[first + (j * inner)] = (float)(values[first + (j * inner)] / norm);
            }
        }

        context.Set(0, result);
    }
}
