namespace LionMl.Onnx.Operators;

/// <summary>Conversion to the element type of another tensor: a <see cref="Cast"/>, since types are known.</summary>
internal sealed class CastLike() : RewrittenOperator("CastLike", 2, 2)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context) => node with
    {
        OpType = "Cast",
        Inputs = [node.Inputs[0]],
        Attributes = NodeAttributes.Empty.With("to", (long)context.Type(node.Inputs[1])),
    };
}
