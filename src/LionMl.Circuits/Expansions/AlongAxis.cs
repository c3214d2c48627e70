namespace LionMl.Circuits;

/// <summary>Linear maps along one axis of a tensor.</summary>
internal static class AlongAxis
{
    /// <summary>A tensor with each line along an axis multiplied by a matrix.</summary>
    /// <param name="expander">Receives the nodes.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="rank">Its rank.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="length">The axis' length.</param>
    /// <param name="matrix">[old length, new length].</param>
    public static string Multiplied(Expander expander, string tensor, int rank, int axis, int length, float[] matrix)
    {
        // Exchanging two axes is its own inverse.
        int[] order = [.. Enumerable.Range(0, rank)];
        (order[axis], order[rank - 1]) = (order[rank - 1], order[axis]);
        bool last = axis == rank - 1;
        string turned = last ? tensor : expander.Transpose(tensor, order);
        string product = expander.Node("MatMul", [turned, expander.Numbers(matrix, length, matrix.Length / length)]);
        return last ? product : expander.Transpose(product, order);
    }
}
