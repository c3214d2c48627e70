using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>ReduceSum and ReduceMean: a linear layer of ones; the division of a mean waits for the next weights.</summary>
internal abstract class SumOverAxes(string opType, bool mean) : IOperator
{
    public string OpType { get; } = opType;

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => ReductionRules.Refuse(graph, node);

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var input = builder.Integer(builder.Get(node.Inputs[0]));
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var sum = Sum(builder, node.Name, input, Reduction.Of(builder.Graph, node), shape);
        return mean ? sum.Times(1.0 / Math.Max(1, input.Shape.ElementCount / Math.Max(1, shape.ElementCount))) : sum;
    }

    /// <summary>The sum of each group, exactly.</summary>
    internal static IntegerOperand Sum(
        IntegerBuilder builder, string layer, IntegerOperand input, Reduction reduction, TensorShape shape)
    {
        if (reduction.Length == 1)
        {
            return builder.Gather(layer, [input], reduction.Sources, shape);
        }

        var rows = builder.Gather(layer, [input], reduction.Sources, TensorShape.Of(reduction.Groups, reduction.Length));
        int[] ones = new int[reduction.Length];
        Array.Fill(ones, 1);
        var sums = builder.Dense(layer, rows, ones, TensorShape.Of(reduction.Groups, 1));
        return builder.Gather(layer, [sums], [.. Enumerable.Range(0, reduction.Groups)], shape);
    }
}

/// <summary>ReduceSum.</summary>
internal sealed class ReduceSumOperator() : SumOverAxes("ReduceSum", mean: false);

/// <summary>ReduceMean.</summary>
internal sealed class ReduceMeanOperator() : SumOverAxes("ReduceMean", mean: true);
