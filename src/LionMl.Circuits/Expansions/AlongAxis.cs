using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Linear maps along one axis of a tensor.</summary>
internal static class AlongAxis
{
    /// <summary>Defines the first output as the first input with each line along an axis multiplied by a matrix.</summary>
    public static void Multiply(Expander expander, Node node, int axis, Tensor matrix)
    {
        int rank = expander.Graph.ShapeOf(node.Inputs[0]).Rank;
        expander.Define(node.Outputs[0], "Identity", [Multiplied(expander, node.Inputs[0], rank, axis, matrix)]);
    }

    /// <summary>A tensor with each line along an axis multiplied by a matrix [old length, new length].</summary>
    public static string Multiplied(Expander expander, string tensor, int rank, int axis, Tensor matrix)
    {
        // Exchanging two axes is its own inverse.
        int[] order = [.. Enumerable.Range(0, rank)];
        (order[axis], order[rank - 1]) = (order[rank - 1], order[axis]);
        bool last = axis == rank - 1;
        string turned = last ? tensor : expander.Transpose(tensor, order);
        string product = expander.Node("MatMul", [turned, expander.Constant(matrix)]);
        return last ? product : expander.Transpose(product, order);
    }
}
