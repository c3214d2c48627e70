using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>Tensors one behind the other along an axis.</summary>
internal sealed class Concat() : MovementOperator("Concat", 1, int.MaxValue)
{
    public override bool IsData(int input) => true;

    public override void Infer(InferContext context)
    {
        TensorShape first = context.Shape(0);
        context.RequireRank(0, 1);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", 1), first.Rank);
        long size = 0;
        for (int i = 0; i < context.InputCount; i++)
        {
            if (!context.Has(i))
            {
                throw new NodeProblemException($"its input {i} is absent");
            }

            context.RequireSameType(0, i);
            TensorShape shape = context.Shape(i);
            if (shape.Rank != first.Rank || !shape.Dimensions.SetItem(axis, first[axis]).SequenceEqual(first.Dimensions))
            {
                throw new NodeProblemException($"shapes {first} and {shape} differ in more than axis {axis}, along which they are joined");
            }

            size += shape[axis];
        }

        context.Set(0, new TensorShape(first.Dimensions.SetItem(axis, InferContext.Dimension(size))), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape shape = context.OutputShape(0);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", 1), shape.Rank);
        int outer = (int)shape.Product(0, axis);
        int inner = (int)shape.Product(axis + 1, shape.Rank);
        int[] sources = new int[checked((int)shape.ElementCount)];
        int row = shape[axis] * inner;
        int column = 0;
        int start = 0;
        for (int input = 0; input < context.InputCount; input++)
        {
            int width = context.Shape(input)[axis] * inner;
            for (int i = 0; i < outer; i++)
            {
                for (int j = 0; j < width; j++)
                {
                    sources[(i * row) + column + j] = start + (i * width) + j;
                }
            }

            column += width;
            start = checked(start + (outer * width));
        }

        return sources;
    }
}
