using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// The slices of a tensor at given places: each row of the indices names a position along the first axes (after common batch axes).
/// </summary>
internal sealed class GatherND() : MovementOperator("GatherND", 2, 2)
{
    public override void Infer(InferContext context)
    {
        TensorShape input = context.Shape(0);
        TensorShape indices = context.Shape(1);
        context.RequireRank(0, 1);
        context.RequireRank(1, 1);
        long batch = context.Attributes.GetInt("batch_dims", 0);
        int depth = indices[indices.Rank - 1];
        if (!context.Type(1).IsInteger())
        {
            throw new NodeProblemException($"its indices are of type {context.Type(1)}; integers are needed");
        }

        if (depth == 0 || batch < 0 || batch >= indices.Rank || batch + depth > input.Rank
            || Enumerable.Range(0, (int)batch).Any(axis => input[axis] != indices[axis]))
        {
            throw new NodeProblemException(
                $"its indices of shape {indices} with batch_dims = {batch} do not name places in its input of shape {input}");
        }

        if (context.Constant(1) is { } constant)
        {
            IndexRows.Starts(constant.Integers, depth, input, (int)batch);
        }

        context.Set(
            0,
            new TensorShape([.. indices.Dimensions[..(indices.Rank - 1)], .. input.Dimensions[((int)batch + depth)..]]),
            context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape input = context.Shape(0);
        TensorShape indices = context.Shape(1);
        int batch = (int)context.Attributes.GetInt("batch_dims", 0);
        int depth = indices[indices.Rank - 1];
        int[] starts = IndexRows.Starts(context.Integers(1), depth, input, batch);
        int[] sources = new int[checked((int)context.OutputShape(0).ElementCount)];
        if (sources.Length == 0)
        {
            return sources;
        }

        int slice = sources.Length / starts.Length;
        int batches = (int)input.Product(0, batch);
        int rowsOfBatch = starts.Length / batches;
        int batchSize = (int)input.Product(batch, input.Rank);
        for (int i = 0; i < sources.Length; i++)
        {
            int row = i / slice;
            sources[i] = (row / rowsOfBatch * batchSize) + starts[row] + (i % slice);
        }

        return sources;
    }
}
