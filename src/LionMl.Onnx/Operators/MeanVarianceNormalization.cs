using System.Collections.Immutable;

namespace LionMl.Onnx.Operators;

/// <summary>The elements that differ along given axes only, normalised together: (x − mean) / (deviation + 1e-9), in 64 bits.</summary>
internal sealed class MeanVarianceNormalization() : Operator("MeanVarianceNormalization", 1, 1)
{
    // The operator's definition adds this to the deviation, not to the variance.
    private const double Epsilon = 1e-9;

    private static readonly ImmutableArray<long> DefaultAxes = [0, 2, 3];

    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        Axes(context.Attributes, context.Shape(0));
        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        TensorShape shape = context.Shape(0);
        int[] axes = Axes(context.Attributes, shape);
        long[] strides = shape.Strides();
        float[] values = context.Floats(0);
        int[] places = new int[values.Length];
        int count = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (axes.Contains(axis))
            {
                continue;
            }

            for (int i = 0; i < places.Length; i++)
            {
                places[i] += (int)(i / strides[axis] % shape[axis]) * count;
            }

            count = checked(count * shape[axis]);
        }

        int each = count == 0 ? 0 : values.Length / count;
        double[] means = new double[count];
        double[] deviations = new double[count];
        for (int i = 0; i < values.Length; i++)
        {
            means[places[i]] += (double)values[i] / each;
        }

        for (int i = 0; i < values.Length; i++)
        {
            double distance = values[i] - means[places[i]];
            deviations[places[i]] += distance * distance / each;
        }

        float[] result = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            result[i] = (float)((values[i] - means[places[i]]) / (Math.Sqrt(deviations[places[i]]) + Epsilon));
        }

        context.Set(0, result);
    }

    private static int[] Axes(NodeAttributes attributes, TensorShape shape) =>
        InferContext.Axes(attributes.GetInts("axes", DefaultAxes).AsSpan(), shape.Rank);
}
