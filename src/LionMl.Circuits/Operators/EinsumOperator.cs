using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Einsum: operand by operand, products and sums; products with constants are free.</summary>
internal sealed class EinsumOperator : IOperator
{
    public string OpType => "Einsum";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        string layer = node.Name;
        IntegerOperand? current = null;
        foreach (var (step, input) in EinsumStep.Of(builder.Graph, node).Zip(node.Inputs))
        {
            var shape = TensorShape.Of(step.Results, step.Terms);
            var operand = builder.Get(input);
            var right = builder.Gather(
                layer,
                [operand is ConstantOperand constant ? builder.Round(constant, builder.Plan.WeightBitsOf(layer)) : builder.Integer(operand)],
                [.. step.Right],
                shape);
            var terms = current is null ? right : builder.Product(layer, builder.Gather(layer, [current], [.. step.Left], shape), right);
            current = SumOverAxes.Sum(
                builder,
                layer,
                terms,
                new Reduction(step.Results, step.Terms, [.. Enumerable.Range(0, step.Results * step.Terms)]),
                TensorShape.Of(step.Results));
        }

        var result = builder.Graph.ShapeOf(node.Outputs[0]);
        return builder.Gather(layer, [current!], [.. Enumerable.Range(0, (int)result.ElementCount)], result);
    }
}
