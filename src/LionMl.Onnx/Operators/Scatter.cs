namespace LionMl.Onnx.Operators;

/// <summary>The name of <see cref="ScatterElements"/> before opset 11.</summary>
internal sealed class Scatter() : RewrittenOperator("Scatter", 3, 3)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context) => node with { OpType = "ScatterElements" };
}
