namespace LionMl.Onnx.Operators;

/// <summary>The plain recurrence: a function of weighted input and state.</summary>
internal sealed class RNN() : RecurrentOperator("RNN", 1, 6, 2)
{
    protected override string[] DefaultActivations { get; } = ["Tanh"];

    protected override void Step(RecurrentCell cell, NodeAttributes attributes)
    {
        cell.Recur(0, 1, cell.Hidden);
        for (int i = 0; i < cell.Hidden.Length; i++)
        {
            cell.Hidden[i] = (float)cell.Apply(0, (double)cell.Input[i] + cell.Recurrent[i]);
        }
    }
}
