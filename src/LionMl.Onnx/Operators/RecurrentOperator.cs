using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// An operator that carries a state along the steps of a sequence, in one direction or both. Inputs: the sequence, the weights of the
/// input and of the state, their biases, the lengths of the samples (a constant here), the first state.
/// </summary>
/// <param name="opType">The operator's name in ONNX.</param>
/// <param name="gates">How many rows the weights have for each element of the state.</param>
/// <param name="maximumInputs">How many inputs there may be.</param>
/// <param name="maximumOutputs">How many outputs there may be.</param>
internal abstract class RecurrentOperator(string opType, int gates, int maximumInputs, int maximumOutputs)
    : Operator(opType, 3, maximumInputs, maximumOutputs)
{
    private const int Lengths = 4;
    private const int FirstHidden = 5;
    private const int FirstMemory = 6;
    private const int PeepholeWeights = 7;

    /// <summary>The functions of one direction where the node names none.</summary>
    protected abstract string[] DefaultActivations { get; }

    // Before opset 7 a flag said whether all steps' states are wanted; the list of outputs says so as well.
    public override Node ToOpset17(Node node, int opset, OpsetContext context) =>
        node with { Attributes = node.Attributes.Without("output_sequence") };

    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        TensorShape input = context.Shape(0);
        RecurrentSizes sizes = RecurrentSizes.Of(context.Attributes, input, context.Shape(2));
        int rows = InferContext.Dimension((long)gates * sizes.Hidden);
        Clip(context.Attributes);
        RecurrentActivation.Read(context.Attributes, sizes.Directions, DefaultActivations);
        context.Attributes.GetInt("input_forget", 0);
        context.Attributes.GetInt("linear_before_reset", 0);
        Check(context, 1, TensorShape.Of(sizes.Directions, rows, sizes.Inputs));
        Check(context, 2, TensorShape.Of(sizes.Directions, rows, sizes.Hidden));
        Check(context, 3, TensorShape.Of(sizes.Directions, InferContext.Dimension(2L * rows)));
        Check(context, FirstHidden, sizes.State);
        Check(context, FirstMemory, sizes.State);
        Check(context, PeepholeWeights, TensorShape.Of(sizes.Directions, InferContext.Dimension(3L * sizes.Hidden)));
        if (context.Has(Lengths))
        {
            ReadOnlySpan<long> lengths = context.RequireIntegers(Lengths, "lengths");
            if (lengths.Length != sizes.Batch || lengths.ContainsAnyExceptInRange(0, sizes.Steps))
            {
                throw new NodeProblemException(
                    $"its lengths [{string.Join(", ", lengths[..Math.Min(8, lengths.Length)].ToArray())}] must be {sizes.Batch} numbers "
                    + $"from 0 to {sizes.Steps}");
            }
        }

        context.Set(0, sizes.AllStates, context.Type(0));
        context.Set(1, sizes.State, context.Type(0));
        context.Set(2, sizes.State, context.Type(0));
    }

    public override long Work(InferContext context) => context.OutputElements
        + checked(context.Shape(0).Product(0, 2) * (context.Shape(1).ElementCount + context.Shape(2).ElementCount));

    public override void Run(RunContext context)
    {
        RecurrentSizes sizes = RecurrentSizes.Of(context.Attributes, context.Shape(0), context.Shape(2));
        Func<double, double>[] functions = RecurrentActivation.Read(context.Attributes, sizes.Directions, DefaultActivations);
        float[] all = new float[checked((int)sizes.AllStates.ElementCount)];
        float[] hidden = new float[checked((int)sizes.State.ElementCount)];
        float[] memory = new float[hidden.Length];
        context.Threads.For(sizes.Directions * sizes.Batch, 1, (start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                (int direction, int sample) = Math.DivRem(i, sizes.Batch);
                RecurrentCell cell = NewCell(context, sizes, functions, direction);
                int state = sizes.StateStart(direction, sample);
                Start(context, FirstHidden, state, cell.Hidden);
                Start(context, FirstMemory, state, cell.Memory);
                RunSteps(context, sizes, direction, sample, cell, all);
                cell.Hidden.CopyTo(hidden, state);
                cell.Memory.CopyTo(memory, state);
            }
        });
        context.Set(0, all);
        context.Set(1, hidden);
        context.Set(2, memory);
    }

    /// <summary>Goes one step: the cell's input is set, its states are to be renewed.</summary>
    protected abstract void Step(RecurrentCell cell, NodeAttributes attributes);

    private static double Clip(NodeAttributes attributes)
    {
        float clip = attributes.GetFloat("clip", float.PositiveInfinity);
        return clip >= 0 ? clip : throw new NodeProblemException($"its clip is {clip}; it must not be negative");
    }

    private static void Check(InferContext context, int input, TensorShape wanted)
    {
        if (!context.Has(input))
        {
            return;
        }

        context.RequireSameType(0, input);
        if (!context.Shape(input).Equals(wanted))
        {
            throw new NodeProblemException(
                $"its input '{context.Node.Inputs[input]}' has shape {context.Shape(input)}; the other ones need {wanted}");
        }
    }

    private static void Start(RunContext context, int input, int state, float[] destination) =>
        context.Optional(input)?.Floats.Slice(state, destination.Length).CopyTo(destination);

    private static ArraySegment<float> Part(RunContext context, int input, int direction, int offset, int count)
    {
        if (context.Optional(input) is not { } value || value.Count == 0)
        {
            return ArraySegment<float>.Empty;
        }

        int size = value.Count / value.Shape[0];
        return new ArraySegment<float>(value.FloatArray, (direction * size) + offset, count);
    }

    private RecurrentCell NewCell(RunContext context, RecurrentSizes sizes, Func<double, double>[] functions, int direction)
    {
        int rows = gates * sizes.Hidden;
        int each = DefaultActivations.Length;
        return new RecurrentCell(sizes.Hidden, gates, Clip(context.Attributes))
        {
            Weights = Part(context, 2, direction, 0, rows * sizes.Hidden),
            Bias = Part(context, 3, direction, rows, rows),
            Peepholes = Part(context, PeepholeWeights, direction, 0, 3 * sizes.Hidden),
            Functions = new ArraySegment<Func<double, double>>(functions, direction * each, each),
        };
    }

    private void RunSteps(RunContext context, RecurrentSizes sizes, int direction, int sample, RecurrentCell cell, float[] all)
    {
        int rows = gates * sizes.Hidden;
        ArraySegment<float> weights = Part(context, 1, direction, 0, rows * sizes.Inputs);
        ArraySegment<float> bias = Part(context, 3, direction, 0, rows);
        bool reversed = sizes.StartsReversed || direction == 1;
        int length = context.Has(Lengths) ? (int)context.Input(Lengths).Integers[sample] : sizes.Steps;
        for (int i = 0; i < length; i++)
        {
            int step = reversed ? length - 1 - i : i;
            ReadOnlySpan<float> input = context.Input(0).Floats.Slice(sizes.InputStart(step, sample), sizes.Inputs);
            RecurrentCell.Project(weights, input, bias, cell.Input, 0, rows);
            Step(cell, context.Attributes);
            cell.Hidden.CopyTo(all, sizes.OutputStart(step, direction, sample));
        }
    }
}
