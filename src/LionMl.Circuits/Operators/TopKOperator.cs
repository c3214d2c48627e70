using System.Numerics;
using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// TopK: a sorting network (Batcher's merge exchange) over keys that hold a number and its place, so that no two keys are equal and a tie
/// has one answer: the first place.
/// </summary>
internal sealed class TopKOperator : IOperator
{
    public string OpType => "TopK";

    public int Outputs => 2;

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => graph.TryGetConstant(node.Inputs[1], out _)
        ? null
        : ("its number of elements is computed.", "Only a constant number can be proved.");

    public Operand Quantize(IntegerBuilder builder, Node node) => Sorted(builder, node).Values;

    public void Define(IntegerBuilder builder, Node node)
    {
        var (values, places) = Sorted(builder, node);
        if (node.HasOutput(0))
        {
            builder.Define(node.Outputs[0], values);
        }

        if (node.HasOutput(1))
        {
            builder.Define(node.Outputs[1], places);
        }
    }

    private static (IntegerOperand Values, IntegerOperand Places) Sorted(IntegerBuilder builder, Node node)
    {
        string layer = node.Name;
        var input = builder.Integer(builder.Get(node.Inputs[0]));
        var shape = builder.Graph.ShapeOf(node.Outputs.First(output => output.Length > 0));
        int axis = Shapes.Axis(node.Attributes.GetInt("axis", -1), input.Shape.Rank);
        long sign = node.Attributes.GetInt("largest", 1) != 0 ? 1 : -1;
        var reduction = Reduction.Along(input.Shape, axis);
        int length = reduction.Length;
        int placeBits = length <= 1 ? 0 : BitOperations.Log2((uint)(length - 1)) + 1;
        var rows = TensorShape.Of(reduction.Groups);

        // key = ±number · 2^placeBits − place
        var keys = new IntegerOperand[length];
        var places = new IntegerOperand[length];
        for (int place = 0; place < length; place++)
        {
            var number = builder.Gather(layer, [input], reduction.At(place), rows);
            keys[place] = builder.Linear(layer, [(number, sign << placeBits)], -place, rows);
            places[place] = builder.Same(layer, place, rows);
        }

        foreach (var (low, high) in Exchanges(length))
        {
            Exchange(builder, layer, keys, places, low, high);
        }

        var values = keys.Select((key, i) =>
            builder.Linear(layer, [(key, sign), (places[i] with { ScaleBits = key.ScaleBits }, sign)], 0, rows) with
            {
                ScaleBits = key.ScaleBits + placeBits,
            });
        int kept = shape[axis];
        return (Laid(builder, layer, [.. values.Take(kept)], shape, axis), Laid(builder, layer, places[..kept], shape, axis));
    }

    // The greater key to the lower position, and its place with it.
    private static void Exchange(
        IntegerBuilder builder, string layer, IntegerOperand[] keys, IntegerOperand[] places, int first, int second)
    {
        var (a, b) = (keys[first], keys[second]);
        var difference = builder.Linear(layer, [(b, 1), (a, -1)], 0, a.Shape);
        var swaps = builder.IsNonNegative(layer, difference);
        var step = builder.ExactProduct(layer, swaps, difference) with { ScaleBits = a.ScaleBits };
        keys[first] = builder.Linear(layer, [(a, 1), (step, 1)], 0, a.Shape);
        keys[second] = builder.Linear(layer, [(b, 1), (step, -1)], 0, a.Shape);
        var (p, q) = (places[first], places[second]);
        var move = builder.ExactProduct(layer, swaps, builder.Linear(layer, [(q, 1), (p, -1)], 0, a.Shape));
        places[first] = builder.Linear(layer, [(p, 1), (move, 1)], 0, a.Shape);
        places[second] = builder.Linear(layer, [(q, 1), (move, -1)], 0, a.Shape);
    }

    /// <summary>The pairs of Batcher's merge exchange, for any number of elements.</summary>
    private static IEnumerable<(int Low, int High)> Exchanges(int count)
    {
        int top = 1;
        while (2 * top < count)
        {
            top *= 2;
        }

        for (int p = count < 2 ? 0 : top; p > 0; p /= 2)
        {
            for (int q = top, r = 0, d = p; d > 0; d = q - p, q /= 2, r = p)
            {
                for (int i = 0; i + d < count; i++)
                {
                    if ((i & p) == r)
                    {
                        yield return (i, i + d);
                    }
                }

                if (q == p)
                {
                    break;
                }
            }
        }
    }

    private static IntegerOperand Laid(IntegerBuilder builder, string layer, IntegerOperand[] parts, TensorShape shape, int axis)
    {
        int inner = (int)shape.Product(axis + 1, shape.Rank), kept = shape[axis];
        int groups = (int)(shape.ElementCount / Math.Max(1, kept));
        int[] sources = new int[shape.ElementCount];
        for (int i = 0; i < sources.Length; i++)
        {
            var (rest, behind) = Math.DivRem(i, inner);
            var (before, place) = Math.DivRem(rest, kept);
            sources[i] = (place * groups) + (before * inner) + behind;
        }

        return builder.Gather(layer, parts, sources, shape);
    }
}
