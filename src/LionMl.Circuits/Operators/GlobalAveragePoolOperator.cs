using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>GlobalAveragePool: the sum of each channel; the division waits for the next weights.</summary>
internal sealed class GlobalAveragePoolOperator : IOperator
{
    public string OpType => "GlobalAveragePool";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var input = builder.Integer(builder.Get(node.Inputs[0]));
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        int cells = (int)input.Shape.Product(2, input.Shape.Rank);
        double[] ones = new double[cells];
        Array.Fill(ones, 1);
        int planes = input.Shape[0] * input.Shape[1];
        var sums = builder.Integer(new AffineOperand(
            node.Name, TensorShape.Of(planes, 1), input with { Factor = 1 }, 1, ones, [0], (header, rounded, bias) =>
                new DenseNode(header, rounded, bias))
        { HoldsParameters = false });
        int[] identity = [.. Enumerable.Range(0, planes)];
        return (builder.Gather(node.Name, [sums], identity, shape) with { Factor = input.Factor }).Times(1.0 / cells);
    }
}
