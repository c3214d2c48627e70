using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// LSTM, GRU and RNN: every step written out, in one direction or both. Lengths are constants; a sample that has ended keeps its state
/// and gives zeros.
/// </summary>
/// <param name="opType">The operator's name in ONNX.</param>
/// <param name="activations">The functions of one direction where none are named.</param>
internal abstract class RecurrentExpansion(string opType, string[] activations) : IExpansion
{
    private const int Bias = 3;
    private const int Lengths = 4;
    private const int FirstHidden = 5;
    private const int FirstMemory = 6;
    private const int PeepholeWeights = 7;

    public string OpType { get; } = opType;

    public void Expand(Expander expander, Node node)
    {
        bool batchFirst = node.Attributes.GetInt("layout", 0) != 0;
        var input = expander.Graph.ShapeOf(node.Inputs[0]);
        int steps = input[batchFirst ? 1 : 0], batch = input[batchFirst ? 0 : 1];
        string direction = node.Attributes.GetString("direction", "forward");
        int directions = direction == "bidirectional" ? 2 : 1;
        string sequence = batchFirst ? expander.Transpose(node.Inputs[0], 1, 0, 2) : node.Inputs[0];
        string[] inputs = [.. Enumerable.Range(0, steps).Select(step => At(expander, sequence, 0, step))];
        var functions = new RecurrentActivations(expander, node, directions, activations);
        var states = new string[steps, directions];
        var last = new (string Hidden, string? Memory)[directions];
        for (int d = 0; d < directions; d++)
        {
            var cell = Cell(expander, node, functions, d);
            string hidden = Initial(expander, node, FirstHidden, d, batchFirst, batch, cell.Hidden);
            string? memory = HasMemory ? Initial(expander, node, FirstMemory, d, batchFirst, batch, cell.Hidden) : null;
            bool backward = d == 1 || direction == "reverse";
            for (int i = 0; i < steps; i++)
            {
                int step = backward ? steps - 1 - i : i;
                var (newHidden, newMemory) = Step(cell, node, inputs[step], hidden, memory);
                string? runs = Running(expander, node, step, steps, batch);
                hidden = Kept(expander, runs, newHidden, hidden);
                memory = newMemory is null ? null : Kept(expander, runs, newMemory, memory!);
                states[step, d] = runs is null ? hidden : expander.Node("Where", [runs, newHidden, expander.Scalar(0)]);
            }

            last[d] = (hidden, memory);
        }

        Finish(expander, node, states, last, batchFirst);
    }

    /// <summary>Whether there is a second state.</summary>
    protected virtual bool HasMemory => false;

    /// <summary>One step: the new hidden state, and the new memory.</summary>
    protected abstract (string Hidden, string? Memory) Step(
        RecurrentCellWriter cell, Node node, string input, string hidden, string? memory);

    private RecurrentCellWriter Cell(Expander expander, Node node, RecurrentActivations functions, int direction)
    {
        int hidden = expander.Graph.ShapeOf(node.Inputs[2])[2];
        int rows = expander.Graph.ShapeOf(node.Inputs[1])[1];
        string? inputBias = null, stateBias = null;
        if (node.HasInput(Bias))
        {
            string both = At(expander, node.Inputs[Bias], 0, direction);
            inputBias = expander.Node("Slice", [both, expander.Vector(0), expander.Vector(rows), expander.Vector(0)]);
            stateBias = expander.Node("Slice", [both, expander.Vector(rows), expander.Vector(2L * rows), expander.Vector(0)]);
        }

        return new RecurrentCellWriter(
            expander,
            functions,
            direction * activations.Length,
            hidden,
            expander.Transpose(At(expander, node.Inputs[1], 0, direction), 1, 0),
            expander.Transpose(At(expander, node.Inputs[2], 0, direction), 1, 0),
            inputBias,
            stateBias,
            node.HasInput(PeepholeWeights) ? At(expander, node.Inputs[PeepholeWeights], 0, direction) : null);
    }

    /// <summary>A tensor's part at one place of an axis, without that axis.</summary>
    private static string At(Expander expander, string tensor, long axis, long place) => expander.Node(
        "Gather", [tensor, expander.Constant(Tensor.Scalar(place))], NodeAttributes.Empty.With("axis", axis));

    private static string Initial(Expander expander, Node node, int input, int direction, bool batchFirst, int batch, int hidden) =>
        node.HasInput(input)
            ? At(expander, node.Inputs[input], batchFirst ? 1 : 0, direction)
            : expander.Numbers(new float[batch * hidden], batch, hidden);

    /// <summary>Which samples have not ended at a step, [batch, 1]; null where none has.</summary>
    private static string? Running(Expander expander, Node node, int step, int steps, int batch)
    {
        if (!node.HasInput(Lengths) || !expander.Graph.TryGetConstant(node.Inputs[Lengths], out var lengths)
            || lengths!.ToFloats().All(length => length >= steps))
        {
            return null;
        }

        bool[] runs = Array.ConvertAll(lengths.ToFloats(), length => step < length);
        return expander.Constant(new Tensor(TensorShape.Of(batch, 1), runs));
    }

    private static string Kept(Expander expander, string? runs, string next, string before) =>
        runs is null ? next : expander.Node("Where", [runs, next, before]);

    private static void Finish(
        Expander expander, Node node, string[,] states, (string Hidden, string? Memory)[] last, bool batchFirst)
    {
        var first = NodeAttributes.Empty.With("axis", 0L);
        string Stack(IEnumerable<string> parts) => expander.Node(
            "Concat", [.. parts.Select(part => expander.Node("Unsqueeze", [part, expander.Vector(0)]))], first);

        if (node.HasOutput(0))
        {
            string all = Stack(Enumerable.Range(0, states.GetLength(0)).Select(step =>
                Stack(Enumerable.Range(0, states.GetLength(1)).Select(direction => states[step, direction]))));
            expander.Define(node.Outputs[0], "Identity", [batchFirst ? expander.Transpose(all, 2, 0, 1, 3) : all]);
        }

        for (int output = 1; output <= 2; output++)
        {
            if (node.HasOutput(output))
            {
                string state = Stack(last.Select(own => output == 1 ? own.Hidden : own.Memory!));
                expander.Define(node.Outputs[output], "Identity", [batchFirst ? expander.Transpose(state, 1, 0, 2) : state]);
            }
        }
    }
}

/// <summary>RNN: a function of weighted input and state.</summary>
internal sealed class RnnExpansion() : RecurrentExpansion("RNN", ["Tanh"])
{
    protected override (string Hidden, string? Memory) Step(
        RecurrentCellWriter cell, Node node, string input, string hidden, string? memory) =>
        (cell.Apply(0, cell.Gates(input, hidden)), null);
}

/// <summary>GRU: h' = candidate + kept · (h − candidate).</summary>
internal sealed class GruExpansion() : RecurrentExpansion("GRU", ["Sigmoid", "Tanh"])
{
    protected override (string Hidden, string? Memory) Step(
        RecurrentCellWriter cell, Node node, string input, string hidden, string? memory)
    {
        var e = cell.Expander;
        string gates = cell.Gates(input, hidden);
        string kept = cell.Apply(0, cell.Part(gates, 0)), reset = cell.Apply(0, cell.Part(gates, 1));
        string own = cell.Layer(input, cell.Part(cell.InputWeights, 2), Bias(cell, cell.InputBias));
        bool linearFirst = node.Attributes.GetInt("linear_before_reset", 0) != 0;
        string weights = cell.Part(cell.StateWeights, 2);
        string seen = linearFirst
            ? e.Node("Mul", [reset, cell.Layer(hidden, weights, Bias(cell, cell.StateBias))])
            : cell.Layer(e.Node("Mul", [reset, hidden]), weights, Bias(cell, cell.StateBias));
        string candidate = cell.Apply(1, e.Node("Add", [own, seen]));
        string difference = e.Node("Sub", [hidden, candidate]);
        return (e.Node("Add", [candidate, e.Node("Mul", [kept, difference])]), null);
    }

    private static string? Bias(RecurrentCellWriter cell, string? bias) => bias is null ? null : cell.Part(bias, 2, axis: 0);
}

/// <summary>LSTM: gates for what is let in, let out and forgotten, then the candidate; peepholes let gates see the memory.</summary>
internal sealed class LstmExpansion() : RecurrentExpansion("LSTM", ["Sigmoid", "Tanh", "Tanh"])
{
    protected override bool HasMemory => true;

    protected override (string Hidden, string? Memory) Step(
        RecurrentCellWriter cell, Node node, string input, string hidden, string? memory)
    {
        var e = cell.Expander;
        string gates = cell.Gates(input, hidden);
        string Gate(int gate, string seen) => cell.Apply(0, cell.Peepholes is null
            ? cell.Part(gates, gate)
            : e.Node("Add", [cell.Part(gates, gate), e.Node("Mul", [seen, cell.Part(cell.Peepholes, gate, axis: 0)])]));

        bool coupled = node.Attributes.GetInt("input_forget", 0) != 0;
        string letIn = Gate(0, memory!);
        string kept = coupled ? e.Node("Sub", [e.Scalar(1), letIn]) : Gate(2, memory!);
        string candidate = cell.Apply(1, cell.Part(gates, 3));
        string next = e.Node("Add", [e.Node("Mul", [kept, memory!]), e.Node("Mul", [letIn, candidate])]);
        string letOut = Gate(1, next);
        return (e.Node("Mul", [letOut, cell.Apply(2, next)]), next);
    }
}
