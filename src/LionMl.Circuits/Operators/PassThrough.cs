using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Operators that do nothing to the numbers when a model is used, not trained.</summary>
internal abstract class PassThrough : IOperator
{
    public abstract string OpType { get; }

    public virtual (string Reason, string Hint)? Refuse(Graph graph, Node node) => null;

    public virtual int Outputs => 1;

    public Operand Quantize(IntegerBuilder builder, Node node) => builder.Get(node.Inputs[0]);

    public virtual void Define(IntegerBuilder builder, Node node) => builder.Define(node.Outputs[0], Quantize(builder, node));
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

    public override int Outputs => 2;

    public override void Define(IntegerBuilder builder, Node node)
    {
        base.Define(builder, node);
        if (node.HasOutput(1))
        {
            // Nothing is dropped.
            builder.Define(node.Outputs[1], builder.Same(node.Name, 1, builder.Graph.ShapeOf(node.Outputs[1])));
        }
    }
}
