using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The same elements as a matrix: the axes before a given one are its rows, the others its columns.</summary>
internal sealed class Flatten() : MovementOperator("Flatten", 1, 1)
{
    public override void Infer(InferContext context)
    {
        TensorShape input = context.Shape(0);
        long axis = context.Attributes.GetInt("axis", 1);
        if (axis < -input.Rank || axis > input.Rank)
        {
            throw new NodeProblemException($"axis {axis} does not exist in a tensor of {input.Rank} dimensions");
        }

        int split = (int)(axis < 0 ? axis + input.Rank : axis);
        context.Set(0, InferContext.ShapeOf(input.Product(0, split), input.Product(split, input.Rank)), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output) => null;
}
