using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Tells problems of nodes that were written out as problems of the nodes that the user knows.</summary>
internal static class UserNodes
{
    /// <summary>The same problems, each under a node of the model, and each once.</summary>
    /// <param name="graph">The model before any node was written out.</param>
    /// <param name="problems">Problems of the model after that; a part is named after its node, a stroke and what it does.</param>
    public static IReadOnlyList<UnsupportedNode> Of(Graph graph, IReadOnlyList<UnsupportedNode> problems)
    {
        var own = graph.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        return [.. problems.Select(problem => Named(problem, own)).Distinct()];
    }

    private static UnsupportedNode Named(UnsupportedNode problem, Dictionary<string, Node> own)
    {
        // Names of the user's may hold strokes too, so that the longest that is known is meant.
        for (int end = problem.Node.Length; end > 0; end = problem.Node.LastIndexOf('/', end - 1))
        {
            if (own.TryGetValue(problem.Node[..end], out var node))
            {
                return end == problem.Node.Length
                    ? problem
                    : problem with
                    {
                        Node = node.Name,
                        OpType = node.OpType,
                        Reason = $"it is computed with {problem.OpType}, and there {problem.Reason}",
                    };
            }
        }

        return problem;
    }
}
