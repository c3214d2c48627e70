using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// The same elements under a given shape, of which one dimension may be −1 (whatever remains) and others 0 (as in the input).
/// </summary>
internal sealed class Reshape() : MovementOperator("Reshape", 2, 2)
{
    public override void Infer(InferContext context)
    {
        TensorShape input = context.Shape(0);
        ReadOnlySpan<long> wanted = context.RequireIntegers(1, "target shape");
        bool allowZero = context.Attributes.GetInt("allowzero", 0) != 0;
        long[] dimensions = wanted.ToArray();
        int open = -1;
        long known = 1;
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            if (dimensions[axis] == 0 && !allowZero)
            {
                dimensions[axis] = axis < input.Rank ? input[axis] : throw Mismatch(input, wanted);
            }

            if (dimensions[axis] == -1)
            {
                open = open < 0 ? axis : throw new NodeProblemException($"its target shape {Text(wanted)} has more than one −1");
            }
            else
            {
                known = checked(known * InferContext.Dimension(dimensions[axis]));
            }
        }

        long count = input.ElementCount;
        if (open >= 0)
        {
            if (known == 0 || count % known != 0)
            {
                throw Mismatch(input, wanted);
            }

            dimensions[open] = count / known;
            known = count;
        }

        if (known != count)
        {
            throw Mismatch(input, wanted);
        }

        context.Set(0, InferContext.ShapeOf(dimensions), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output) => null;

    private static NodeProblemException Mismatch(TensorShape input, ReadOnlySpan<long> wanted) =>
        new($"its input of shape {input} ({input.ElementCount} elements) cannot take the shape {Text(wanted)}");

    private static string Text(ReadOnlySpan<long> shape) => "[" + string.Join(", ", shape.ToArray()) + "]";
}
