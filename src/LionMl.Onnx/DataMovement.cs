using LionMl.Onnx.Operators;

namespace LionMl.Onnx;

/// <summary>
/// Nodes that only move elements (Reshape, Transpose, Slice, Concat, Split, Pad, Gather by constant indices, …), as index maps: all of
/// them can be lowered by one piece of code that knows no operator.
/// </summary>
public static class DataMovement
{
    /// <summary>In a map: an element that comes from no input, but is zero (the padding of a Pad without a value).</summary>
    public static ElementSource Zero { get; } = new(-1, 0);

    /// <summary>Whether a node only moves elements, to places that are known beforehand.</summary>
    public static bool IsMovement(Graph graph, Node node)
    {
        if (node.Domain.Length > 0 || !OperatorRegistry.TryGet(node.OpType, out Operator? op) || op is not MovementOperator movement
            || !movement.OnlyMoves(node.Attributes))
        {
            return false;
        }

        for (int i = 0; i < node.Inputs.Length; i++)
        {
            if (node.HasInput(i) && !movement.IsData(i) && !graph.Constants.ContainsKey(node.Inputs[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>For each output of a movement node, where each element comes from.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">A node for which <see cref="IsMovement"/> holds.</param>
    /// <returns>One array for each output, in the output's row-major order; empty for an output that is not wanted.</returns>
    /// <exception cref="ArgumentException">The node does more than move elements.</exception>
    public static ElementSource[][] Map(Graph graph, Node node)
    {
        if (!IsMovement(graph, node))
        {
            throw new ArgumentException($"{node} does more than move elements.", nameof(node));
        }

        var movement = (MovementOperator)OperatorRegistry.Of(node);
        var inputs = Array.ConvertAll([.. node.Inputs], name => name.Length == 0 ? null : graph.ShapeOf(name));
        var outputs = Array.ConvertAll([.. node.Outputs], name => name.Length == 0 ? null : graph.ShapeOf(name));
        var context = new MoveContext(node, inputs, outputs, input => graph.Constants[node.Inputs[input]]);
        ElementSource[] numbered = Numbered(movement, inputs);
        var maps = new ElementSource[outputs.Length][];
        for (int output = 0; output < maps.Length; output++)
        {
            maps[output] = outputs[output] is null
                ? []
                : movement.SourcesOf(context, output) is { } sources
                    ? Array.ConvertAll(sources, source => source < 0 ? Zero : numbered[source])
                    : numbered[..checked((int)inputs[0]!.ElementCount)];
        }

        return maps;
    }

    // The numbering that movement operators use: through all data inputs, one after the other.
    private static ElementSource[] Numbered(MovementOperator movement, TensorShape?[] inputs)
    {
        var numbered = new List<ElementSource>();
        for (int input = 0; input < inputs.Length; input++)
        {
            for (int index = 0; movement.IsData(input) && index < (inputs[input]?.ElementCount ?? 0); index++)
            {
                numbered.Add(new ElementSource(input, index));
            }
        }

        return [.. numbered];
    }
}
