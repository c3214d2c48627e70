namespace TorchSharp;

/// <summary>One operation of the backward graph: turns the gradient of its result into those of its inputs.</summary>
internal sealed class GradNode(string name, long[] shape, ScalarType type, GradEdge[] edges, Func<Tensor, Tensor?[]> backward)
{
    private static long _count;
    private Func<Tensor, Tensor?[]>? _backward = backward;

    public string Name => name;

    public long[] Shape => shape;

    public ScalarType Type => type;

    public GradEdge[] Edges => edges;

    /// <summary>Later operations have larger numbers, so descending order is an order of the backward pass.</summary>
    public long Sequence { get; } = Interlocked.Increment(ref _count);

    /// <summary>Sees the whole gradient of the result; for tensors that retain theirs.</summary>
    public Action<Tensor>? Watcher { get; set; }

    public Tensor?[] Run(Tensor gradient) => (_backward ?? throw new InvalidOperationException(
        "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). "
        + "Specify retain_graph: true if you need to backward through the graph a second time."))(gradient);

    /// <summary>Lets go of what the pass has saved.</summary>
    public void Free() => _backward = null;
}
