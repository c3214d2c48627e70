namespace TorchSharp;

/// <summary>Where a gradient goes: to an operation, to a leaf, or nowhere.</summary>
internal readonly record struct GradEdge(GradNode? Node, Tensor? Leaf)
{
    public bool IsNeeded => Node is not null || Leaf is not null;

    public static GradEdge Of(Tensor tensor) => tensor.GradFn is { } node
        ? new GradEdge(node, null)
        : new GradEdge(null, tensor.requires_grad ? tensor : null);
}
