using System.Collections.Immutable;
using LionMl.Onnx.Operators;

namespace LionMl.Onnx;

/// <summary>
/// One operand's part of an Einsum: result r is the sum over its terms t of Left[r·Terms + t] times Right[r·Terms + t].
/// </summary>
/// <param name="Results">The number of results.</param>
/// <param name="Terms">The number of terms in each.</param>
/// <param name="Left">For each term the element of what the operands before have given; empty for the first operand, which has no left side.</param>
/// <param name="Right">For each term the element of the operand.</param>
public sealed record EinsumStep(int Results, int Terms, ImmutableArray<int> Left, ImmutableArray<int> Right)
{
    /// <summary>The steps of an Einsum node, one for each operand; the last one's results are the node's, in row-major order.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">An Einsum of it.</param>
    public static IReadOnlyList<EinsumStep> Of(Graph graph, Node node)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(node);
        var plan = EinsumPlan.Of(
            node.Attributes.GetString("equation", string.Empty), [.. node.Inputs.Select(graph.ShapeOf)]);
        return [.. plan.Steps.Select((step, i) => Written(step, isFirst: i == 0))];
    }

    private static EinsumStep Written(EinsumPlan.Step step, bool isFirst)
    {
        int results = checked((int)step.Kept.Product()), terms = checked((int)step.Summed.Product());
        int[] left = new int[checked(results * terms)], right = new int[left.Length];
        for (int i = 0; i < left.Length; i++)
        {
            var (result, term) = Math.DivRem(i, terms);
            (left[i], right[i]) = Place(step.Kept, result);
            var (l, r) = Place(step.Summed, term);
            (left[i], right[i]) = (left[i] + l, right[i] + r);
        }

        return new EinsumStep(results, terms, isFirst ? [] : ImmutableArray.Create(left), ImmutableArray.Create(right));
    }

    private static (int Left, int Right) Place(EinsumPlan.Loop loop, int flat)
    {
        long left = 0, right = 0;
        for (int axis = loop.Sizes.Length - 1; axis >= 0; axis--)
        {
            (flat, int place) = Math.DivRem(flat, loop.Sizes[axis]);
            left += place * loop.Left[axis];
            right += place * loop.Right[axis];
        }

        return ((int)left, (int)right);
    }
}
