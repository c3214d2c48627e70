using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// One operator: how its older forms read in opset 17, what shape comes out, what value comes out. An operator is one file and one line
/// in <see cref="OperatorRegistry"/>; it holds no state. Whatever it finds wrong it throws as <see cref="NodeProblemException"/>.
/// </summary>
/// <param name="opType">The operator's name in ONNX.</param>
/// <param name="minimumInputs">How many inputs must be present.</param>
/// <param name="maximumInputs">How many inputs there may be.</param>
/// <param name="maximumOutputs">How many outputs there may be.</param>
internal abstract class Operator(string opType, int minimumInputs, int maximumInputs, int maximumOutputs = 1)
{
    public string OpType { get; } = opType;

    public int MinimumInputs { get; } = minimumInputs;

    public int MaximumInputs { get; } = maximumInputs;

    public int MaximumOutputs { get; } = maximumOutputs;

    /// <summary>How many inputs must be present in a node of an older opset, where some were attributes.</summary>
    public virtual int MinimumInputsAt(int opset) => MinimumInputs;

    /// <summary>Rewrites a node from an older or newer opset in the form of opset 17. The default: the form never changed.</summary>
    public virtual Node ToOpset17(Node node, int opset, OpsetContext context) => node;

    /// <summary>Sets shape and type of every output, after checking the inputs' and the attributes.</summary>
    public abstract void Infer(InferContext context);

    /// <summary>Computes every output. Shapes have been inferred, so nothing needs checking but values.</summary>
    public abstract void Run(RunContext context);

    /// <summary>The results that follow from shapes alone (as those of Shape do), or null.</summary>
    public virtual Tensor?[]? ConstantResult(InferContext context) => null;

    /// <summary>Whether an infinite constant makes sense for an input, as for the bounds of a Clip.</summary>
    public virtual bool AllowsInfinity(int input) => false;

    /// <summary>The elementary operations of a run, to keep constant folding within its budget.</summary>
    public virtual long Work(InferContext context) => context.OutputElements + context.InputElements;
}
