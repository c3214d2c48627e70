using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// An operator with bodies, which are written into the graph while it is read: a circuit is one fixed computation, so branches and numbers
/// of rounds must be known by then.
/// </summary>
internal abstract class ControlOperator(string opType, int minimumInputs, int maximumInputs)
    : RewrittenOperator(opType, minimumInputs, maximumInputs, int.MaxValue)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context) =>
        throw new NotSupportedException($"A node of {OpType} becomes any number of nodes.");

    /// <summary>Writes the node's bodies into the graph and binds its outputs.</summary>
    public abstract void Unroll(Unrolling unrolling);
}
