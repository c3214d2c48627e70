namespace LionMl.Onnx.Operators;

/// <summary>
/// Long short-term memory: gates for what is let in, let out and forgotten (in this order, then the candidate), which peepholes may let
/// see the memory.
/// </summary>
internal sealed class LSTM() : RecurrentOperator("LSTM", 4, 8, 3)
{
    protected override string[] DefaultActivations { get; } = ["Sigmoid", "Tanh", "Tanh"];

    protected override void Step(RecurrentCell cell, NodeAttributes attributes)
    {
        bool coupled = attributes.GetInt("input_forget", 0) != 0;
        int size = cell.Hidden.Length;
        cell.Recur(0, 4, cell.Hidden);
        for (int i = 0; i < size; i++)
        {
            double memory = cell.Memory[i];
            double letIn = cell.Apply(0, Sum(0) + Peep(0, memory));
            double kept = coupled ? 1 - letIn : cell.Apply(0, Sum(2) + Peep(2, memory));
            double candidate = cell.Apply(1, Sum(3));
            memory = (kept * memory) + (letIn * candidate);
            double letOut = cell.Apply(0, Sum(1) + Peep(1, memory));
            cell.Memory[i] = (float)memory;

            // The clip is for sums of weighted values; runtimes do not apply it to the memory.
            cell.Hidden[i] = (float)(letOut * cell.Functions[2](memory));

            double Sum(int gate) => (double)cell.Input[(gate * size) + i] + cell.Recurrent[(gate * size) + i];

            double Peep(int gate, double value) => cell.Peepholes.Count == 0 ? 0 : cell.Peepholes[(gate * size) + i] * value;
        }
    }
}
