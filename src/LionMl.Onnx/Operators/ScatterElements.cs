using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>One update for each index: along an axis its place is the index, elsewhere that of the index.</summary>
internal sealed class ScatterElements() : ScatterOperator("ScatterElements")
{
    protected override void CheckShapes(InferContext context)
    {
        TensorShape data = context.Shape(0);
        TensorShape indices = context.Shape(1);
        int axis = Axis(context.Attributes, data);
        if (!indices.Equals(context.Shape(2)))
        {
            throw new NodeProblemException($"its indices of shape {indices} and updates of shape {context.Shape(2)} must have one shape");
        }

        if (indices.Rank != data.Rank || Enumerable.Range(0, data.Rank).Any(i => i != axis && indices[i] > data[i]))
        {
            throw new NodeProblemException($"its indices of shape {indices} do not fit its data of shape {data} outside of axis {axis}");
        }
    }

    protected override int[] Places(
        ReadOnlySpan<long> values, NodeAttributes attributes, TensorShape data, TensorShape indices, TensorShape updates) =>
        GatherElements.Places(values, data, indices, Axis(attributes, data));

    private static int Axis(NodeAttributes attributes, TensorShape data) =>
        InferContext.Axis(attributes.GetInt("axis", 0), data.Rank);
}
