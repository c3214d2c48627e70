using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>A matrix of another one's shape with ones on a diagonal; it depends on that shape alone.</summary>
internal sealed class EyeLike() : Operator("EyeLike", 1, 1)
{
    public override void Infer(InferContext context)
    {
        context.RequireRank(0, 2, 2);
        context.Attributes.GetInt("k", 0);
        long type = context.Attributes.GetInt("dtype", (long)context.Type(0));
        if (!((ElementType)type).IsSupported() || type is < 0 or > int.MaxValue)
        {
            throw new NodeProblemException($"its dtype is element type {(ElementType)type}, which is not supported");
        }

        context.Set(0, context.Shape(0), (ElementType)type);
    }

    public override Tensor?[] ConstantResult(InferContext context)
    {
        TensorShape shape = context.Shape(0);
        ElementType type = context.Output(0)?.ElementType ?? context.Type(0);
        long diagonal = context.Attributes.GetInt("k", 0);
        return
        [
            type.IsFloating() ? new Tensor(shape, Diagonal(shape, diagonal, 1f), type)
            : type.IsInteger() ? new Tensor(shape, Diagonal(shape, diagonal, 1L), type)
            : new Tensor(shape, Diagonal(shape, diagonal, true)),
        ];
    }

    public override void Run(RunContext context)
    {
        long diagonal = context.Attributes.GetInt("k", 0);
        TensorShape shape = context.Shape(0);
        var type = (ElementType)context.Attributes.GetInt("dtype", (long)context.Input(0).Type);
        if (type.IsFloating())
        {
            context.Set(0, Diagonal(shape, diagonal, 1f));
        }
        else if (type.IsInteger())
        {
            context.Set(0, Diagonal(shape, diagonal, 1L));
        }
        else
        {
            context.Set(0, Diagonal(shape, diagonal, true));
        }
    }

    private static T[] Diagonal<T>(TensorShape shape, long diagonal, T one)
    {
        (int rows, int columns) = (shape[0], shape[1]);
        T[] result = new T[checked(rows * columns)];
        for (int row = 0; row < rows; row++)
        {
            if (diagonal >= -row && diagonal < columns - row)
            {
                result[(row * columns) + row + (int)diagonal] = one;
            }
        }

        return result;
    }
}
