namespace LionMl.Onnx.Operators;

/// <summary>An operator that opset 17 says with another one: <see cref="Operator.ToOpset17"/> turns every node of it into that.</summary>
internal abstract class RewrittenOperator(string opType, int minimumInputs, int maximumInputs, int maximumOutputs = 1)
    : Operator(opType, minimumInputs, maximumInputs, maximumOutputs)
{
    public abstract override Node ToOpset17(Node node, int opset, OpsetContext context);

    public override void Infer(InferContext context) => throw Unwritten();

    public override void Run(RunContext context) => throw Unwritten();

    private NotSupportedException Unwritten() => new($"A node of {OpType} is rewritten before it is looked at.");
}
