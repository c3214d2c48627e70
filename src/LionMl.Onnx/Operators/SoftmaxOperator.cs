
namespace LionMl.Onnx.Operators;

/// <summary>An operator that maps the elements along an axis together.</summary>
internal abstract class SoftmaxOperator(string opType) : Operator(opType, 1, 1)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context)
    {
        if (opset >= 13)
        {
            return node;
        }

        // Before opset 13 everything from the axis on was mapped together.
        TensorShape shape = context.Shape(node.Inputs[0]);
        int rank = shape.Rank;
        int axis = rank == 0 ? 0 : InferContext.Axis(node.Attributes.GetInt("axis", 1), rank);
        if (shape.Product(Math.Min(axis + 1, rank), rank) == 1)
        {
            return node with { Attributes = node.Attributes.With("axis", axis) };
        }

        string flatShape = context.Add(node, "flat_shape", Tensor.Vector(shape.Product(0, axis), shape.Product(axis, rank)));
        string flat = context.Before(node, "flat", "Reshape", [node.Inputs[0], flatShape], NodeAttributes.Empty.With("allowzero", 1));
        string mapped = context.Before(node, "mapped", OpType, [flat], NodeAttributes.Empty.With("axis", 1));
        string wanted = context.Add(node, "shape", Tensor.Vector([.. shape.Dimensions.Select(size => (long)size)]));
        return node with
        {
            OpType = "Reshape",
            Inputs = [mapped, wanted],
            Attributes = NodeAttributes.Empty.With("allowzero", 1),
        };
    }

    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        context.RequireRank(0, 1);
        InferContext.Axis(context.Attributes.GetInt("axis", -1), context.Shape(0).Rank);
        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        TensorShape shape = context.Shape(0);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", -1), shape.Rank);
        int size = shape[axis];
        int inner = (int)shape.Product(axis + 1, shape.Rank);
        int outer = (int)shape.Product(0, axis);
        float[] values = context.Floats(0);
        float[] result = new float[values.Length];
        context.Threads.For(size == 0 ? 0 : outer * inner, Math.Max(1, 1024 / Math.Max(1, size)), (start, end) =>
        {
            double[] line = new double[size];
            for (int i = start; i < end; i++)
            {
                int first = (i / inner * size * inner) + (i % inner);
                for (int j = 0; j < size; j++)
                {
                    line[j] = values[first + (j * inner)];
                }

                Map(line);
                for (int j = 0; j < size; j++)
                {
                    result[first + (j * inner)] = (float)line[j];
                }
            }
        });
        context.Set(0, result);
    }

    /// <summary>Maps the elements of one line in place; there is at least one.</summary>
    protected abstract void Map(Span<double> line);
}
