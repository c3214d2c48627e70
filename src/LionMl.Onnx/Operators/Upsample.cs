namespace LionMl.Onnx.Operators;

/// <summary>The name of <see cref="Resize"/> before opset 10; its factors were an attribute until opset 9.</summary>
internal sealed class Upsample() : RewrittenOperator("Upsample", 1, 2)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context)
    {
        if (node.HasInput(1))
        {
            return Resize.FromScales(node, node.Inputs[1], context);
        }

        float[] scales = [.. node.Attributes.GetFloats("scales", [])];
        return scales.Length > 0
            ? Resize.FromScales(node, context.Add(node, "scales", Tensor.Vector(scales)), context)
            : throw new Reading.NodeProblemException("its factors (scales) are missing");
    }
}
