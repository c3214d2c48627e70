using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Operators that do nothing to the numbers when a model is used, not trained.</summary>
internal abstract class PassThrough : IOperator
{
    public abstract string OpType { get; }

    public virtual (string Reason, string Hint)? Refuse(Graph graph, Node node) => null;

    public Operand Quantize(IntegerBuilder builder, Node node) => builder.Get(node.Inputs[0]);
}

/// <summary>Identity.</summary>
internal sealed class IdentityOperator : PassThrough
{
    public override string OpType => "Identity";
}

/// <summary>Dropout, which drops nothing at inference.</summary>
internal sealed class DropoutOperator : PassThrough
{
    public override string OpType => "Dropout";

    public override (string Reason, string Hint)? Refuse(Graph graph, Node node) =>
        node.HasInput(2) && graph.TryGetConstant(node.Inputs[2], out var training) && training!.ToFloats()[0] != 0
            ? ("it is in training mode.", "Export the model for inference.")
            : null;
}
