using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The sizes of a recurrent node and the order of its axes.</summary>
/// <param name="Steps">The steps in time.</param>
/// <param name="Batch">The samples.</param>
/// <param name="Inputs">The elements of an input at each step.</param>
/// <param name="Hidden">The elements of the hidden state.</param>
/// <param name="Directions">1, or 2 for a node that runs forward and backward.</param>
/// <param name="StartsReversed">Whether the first direction runs backward.</param>
/// <param name="BatchFirst">Whether samples come before steps (and before directions).</param>
internal sealed record RecurrentSizes(
    int Steps, int Batch, int Inputs, int Hidden, int Directions, bool StartsReversed, bool BatchFirst)
{
    /// <summary>The shape of the hidden states of all steps.</summary>
    public TensorShape AllStates => BatchFirst
        ? TensorShape.Of(Batch, Steps, Directions, Hidden)
        : TensorShape.Of(Steps, Directions, Batch, Hidden);

    /// <summary>The shape of the state before the first step or behind the last.</summary>
    public TensorShape State => BatchFirst ? TensorShape.Of(Batch, Directions, Hidden) : TensorShape.Of(Directions, Batch, Hidden);

    /// <summary>Where the input of a sample at a step starts.</summary>
    public int InputStart(int step, int sample) => (BatchFirst ? (sample * Steps) + step : (step * Batch) + sample) * Inputs;

    /// <summary>Where the hidden state of a step starts.</summary>
    public int OutputStart(int step, int direction, int sample) => Hidden
        * (BatchFirst ? (((sample * Steps) + step) * Directions) + direction : (((step * Directions) + direction) * Batch) + sample);

    /// <summary>Where a sample's state before the first step or behind the last starts.</summary>
    public int StateStart(int direction, int sample) =>
        Hidden * (BatchFirst ? (sample * Directions) + direction : (direction * Batch) + sample);

    /// <summary>The sizes of a node.</summary>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="input">The shape of its input.</param>
    /// <param name="recurrence">The shape of the weights of the hidden state.</param>
    /// <exception cref="NodeProblemException">They do not fit.</exception>
    public static RecurrentSizes Of(NodeAttributes attributes, TensorShape input, TensorShape recurrence)
    {
        string direction = attributes.GetString("direction", "forward");
        long layout = attributes.GetInt("layout", 0);
        if (direction is not ("forward" or "reverse" or "bidirectional"))
        {
            throw new NodeProblemException($"its direction '{direction}' is not one of forward, reverse, bidirectional");
        }

        if (layout is not (0 or 1) || input.Rank != 3 || recurrence.Rank != 3)
        {
            throw new NodeProblemException(
                $"its input of shape {input}, weights of shape {recurrence} or layout {layout} are not those of a recurrent node");
        }

        int hidden = recurrence[2];
        if (attributes.GetInt("hidden_size", hidden) != hidden)
        {
            throw new NodeProblemException(
                $"its hidden_size is {attributes.GetInt("hidden_size", hidden)}, but its weights of shape {recurrence} say {hidden}");
        }

        bool batchFirst = layout == 1;
        return new RecurrentSizes(
            input[batchFirst ? 1 : 0],
            input[batchFirst ? 0 : 1],
            input[2],
            hidden,
            direction == "bidirectional" ? 2 : 1,
            direction == "reverse",
            batchFirst);
    }
}
