using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>ReduceMax and ReduceMin: a tree of comparisons along the axes.</summary>
internal abstract class ReduceExtremumOperator(string opType, bool larger) : IOperator
{
    public string OpType { get; } = opType;

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => ReductionRules.Refuse(graph, node);

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var input = builder.Integer(builder.Get(node.Inputs[0]));
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var reduction = Reduction.Of(builder.Graph, node);
        return Extremum.Tree(
            builder,
            node.Name,
            [.. Enumerable.Range(0, reduction.Length).Select(place => builder.Gather(node.Name, [input], reduction.At(place), shape))],
            larger);
    }
}

/// <summary>ReduceMax.</summary>
internal sealed class ReduceMaxOperator() : ReduceExtremumOperator("ReduceMax", larger: true);

/// <summary>ReduceMin.</summary>
internal sealed class ReduceMinOperator() : ReduceExtremumOperator("ReduceMin", larger: false);
