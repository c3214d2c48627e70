using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The upper or lower triangle of matrices, counted from a diagonal; zeros elsewhere.</summary>
internal sealed class Trilu() : MovementOperator("Trilu", 1, 2)
{
    public override void Infer(InferContext context)
    {
        context.RequireRank(0, 2);
        context.Attributes.GetInt("upper", 1);
        if (context.Has(1) && (context.Shape(1).ElementCount != 1 || !context.Type(1).IsInteger()))
        {
            throw new NodeProblemException("the number of its diagonal must be one integer");
        }

        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape shape = context.Shape(0);
        int rows = shape[shape.Rank - 2];
        int columns = shape[shape.Rank - 1];
        bool upper = context.Attributes.GetInt("upper", 1) != 0;

        // A diagonal beyond the matrix is as good as one just outside.
        long diagonal = context.Has(1) ? Math.Clamp(context.Integers(1)[0], -(long)rows - 1, columns + 1L) : 0;
        int[] sources = new int[checked((int)shape.ElementCount)];
        for (int i = 0; i < sources.Length; i++)
        {
            long beyond = (i % columns) - (i / columns % rows) - diagonal;
            sources[i] = (upper ? beyond >= 0 : beyond <= 0) ? i : Zero;
        }

        return sources;
    }
}
