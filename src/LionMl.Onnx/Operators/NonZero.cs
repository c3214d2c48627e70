using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The positions of all elements that are not zero, one row for each axis; of a constant, since they decide the shape.</summary>
internal sealed class NonZero() : Operator("NonZero", 1, 1)
{
    public override void Infer(InferContext context)
    {
        Tensor value = context.Constant(0) ?? throw new NodeProblemException(
            $"how many results it gives depends on the values of '{context.Node.Inputs[0]}', which depend on the model's input, but "
            + "shapes must be known beforehand: use a mask of fixed shape (Where) instead");
        context.Set(0, TensorShape.Of(value.Shape.Rank, Places(value).Count), ElementType.Int64);
    }

    public override void Run(RunContext context)
    {
        TensorShape shape = context.Shape(0);
        long[] strides = shape.Strides();
        List<int> places = Places(context.Input(0));
        long[] result = new long[shape.Rank * places.Count];
        for (int i = 0; i < result.Length; i++)
        {
            (int axis, int which) = Math.DivRem(i, places.Count);
            result[i] = places[which] / strides[axis] % shape[axis];
        }

        context.Set(0, result);
    }

    private static List<int> Places(Tensor value)
    {
        float[] elements = value.ToFloats();
        var places = new List<int>();
        for (int i = 0; i < elements.Length; i++)
        {
            if (elements[i] != 0)
            {
                places.Add(i);
            }
        }

        return places;
    }
}
