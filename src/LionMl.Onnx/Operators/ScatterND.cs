using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>One slice of updates for each row of the indices, which names a position along the first axes.</summary>
internal sealed class ScatterND() : ScatterOperator("ScatterND")
{
    protected override void CheckShapes(InferContext context)
    {
        TensorShape data = context.Shape(0);
        TensorShape indices = context.Shape(1);
        context.RequireRank(1, 1);
        int depth = indices[indices.Rank - 1];
        if (depth == 0 || depth > data.Rank)
        {
            throw new NodeProblemException($"its indices of shape {indices} do not name places in its data of shape {data}");
        }

        TensorShape wanted = new([.. indices.Dimensions[..(indices.Rank - 1)], .. data.Dimensions[depth..]]);
        if (!wanted.Equals(context.Shape(2)))
        {
            throw new NodeProblemException($"its updates have shape {context.Shape(2)}; its data and indices need {wanted}");
        }
    }

    protected override int[] Places(
        ReadOnlySpan<long> values, NodeAttributes attributes, TensorShape data, TensorShape indices, TensorShape updates)
    {
        int depth = indices[indices.Rank - 1];
        int[] starts = IndexRows.Starts(values, depth, data, 0);
        int slice = (int)data.Product(depth, data.Rank);
        int[] places = new int[checked((int)updates.ElementCount)];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = starts[i / slice] + (i % slice);
        }

        return places;
    }
}
