using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>What all reductions refuse.</summary>
internal static class ReductionRules
{
    public static (string Reason, string Hint)? Refuse(Graph graph, Node node)
    {
        if (node.HasInput(1) && !graph.TryGetConstant(node.Inputs[1], out _))
        {
            return ("its axes are computed.", "Only constant axes can be proved.");
        }

        return graph.ShapeOf(node.Inputs[0]).ElementCount == 0
            ? ("it reduces no elements.", "Give the tensor at least one element along each axis.")
            : null;
    }
}
