namespace LionMl.Onnx.Operators;

/// <summary>Gated recurrent unit: a gate for what is kept and one for what the candidate sees of the state (in this order).</summary>
internal sealed class GRU() : RecurrentOperator("GRU", 3, 6, 2)
{
    protected override string[] DefaultActivations { get; } = ["Sigmoid", "Tanh"];

    protected override void Step(RecurrentCell cell, NodeAttributes attributes)
    {
        bool linearFirst = attributes.GetInt("linear_before_reset", 0) != 0;
        int size = cell.Hidden.Length;
        cell.Recur(0, linearFirst ? 3 : 2, cell.Hidden);
        float[] seen = new float[size];
        for (int i = 0; i < size; i++)
        {
            double reset = cell.Apply(0, (double)cell.Input[size + i] + cell.Recurrent[size + i]);
            seen[i] = (float)(reset * (linearFirst ? cell.Recurrent[(2 * size) + i] : cell.Hidden[i]));
        }

        if (!linearFirst)
        {
            cell.Recur(2, 1, seen);
            cell.Recurrent.AsSpan(2 * size, size).CopyTo(seen);
        }

        for (int i = 0; i < size; i++)
        {
            double kept = cell.Apply(0, (double)cell.Input[i] + cell.Recurrent[i]);
            double candidate = cell.Apply(1, (double)cell.Input[(2 * size) + i] + seen[i]);
            cell.Hidden[i] = (float)(((1 - kept) * candidate) + (kept * cell.Hidden[i]));
        }
    }
}
