using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// ArgMax and ArgMin: a tree of comparisons that carries the greater number and its place. Comparisons are strict in favour of the first
/// (or the last) place, so that a tie has one answer.
/// </summary>
internal abstract class ArgExtremumOperator(string opType, bool larger) : IOperator
{
    public string OpType { get; } = opType;

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => graph.ShapeOf(node.Inputs[0]).ElementCount == 0
        ? ("it has no elements.", "Give the tensor at least one element along the axis.")
        : null;

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        string layer = node.Name;
        var input = builder.Integer(builder.Get(node.Inputs[0]));
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        bool last = node.Attributes.GetInt("select_last_index", 0) != 0;
        var reduction = Reduction.Along(input.Shape, (int)node.Attributes.GetInt("axis", 0));
        var current = new List<(IntegerOperand Value, IntegerOperand Place)>();
        for (int place = 0; place < reduction.Length; place++)
        {
            var value = builder.Gather(layer, [input], reduction.At(place), shape);
            value = larger ? value : builder.Negated(layer, value);
            current.Add((value, builder.Same(layer, place, shape)));
        }

        while (current.Count > 1)
        {
            var next = new List<(IntegerOperand, IntegerOperand)>();
            for (int i = 0; i < current.Count; i += 2)
            {
                next.Add(i + 1 < current.Count ? Winner(builder, layer, current[i], current[i + 1], last) : current[i]);
            }

            current = next;
        }

        return current[0].Place;
    }

    /// <summary>The greater of two numbers with its place; of equal ones the first, or the last.</summary>
    internal static (IntegerOperand Value, IntegerOperand Place) Winner(
        IntegerBuilder builder,
        string layer,
        (IntegerOperand Value, IntegerOperand Place) first,
        (IntegerOperand Value, IntegerOperand Place) second,
        bool last)
    {
        var shape = first.Value.Shape;
        var difference = builder.Linear(layer, [(second.Value, 1), (first.Value, -1)], 0, shape);
        var isSecond = builder.IsNonNegative(layer, last ? difference : builder.PlusInteger(layer, difference, [-1]));
        return (builder.Choose(layer, isSecond, second.Value, first.Value), builder.Choose(layer, isSecond, second.Place, first.Place));
    }
}

/// <summary>ArgMax.</summary>
internal sealed class ArgMaxOperator() : ArgExtremumOperator("ArgMax", larger: true);

/// <summary>ArgMin.</summary>
internal sealed class ArgMinOperator() : ArgExtremumOperator("ArgMin", larger: false);
