namespace TorchSharp;

/// <summary>Walks the backward graph from results to leaves.</summary>
internal static class BackwardPass
{
    /// <summary>Runs the pass; leaves' gradients are handed to <paramref name="toLeaf"/>.</summary>
    public static void Run(
        IReadOnlyList<Tensor> roots, IReadOnlyList<Tensor> gradients, bool retainGraph, Action<Tensor, Tensor> toLeaf,
        Dictionary<GradNode, Action<Tensor>>? watched = null)
    {
        using IDisposable mode = GradMode.Set(false);
        using IDisposable trace = Trace.Suspend();
        var pending = new Dictionary<GradNode, Tensor>();
        var queue = new PriorityQueue<GradNode, long>();
        for (int i = 0; i < roots.Count; i++)
        {
            Send(GradEdge.Of(roots[i]), gradients[i]);
        }

        while (queue.TryDequeue(out GradNode? node, out _))
        {
            Tensor gradient = pending[node];
            pending.Remove(node);
            node.Watcher?.Invoke(gradient);
            if (watched is not null && watched.TryGetValue(node, out Action<Tensor>? watcher))
            {
                watcher(gradient);
            }

            Tensor?[] results = node.Run(gradient);
            if (!retainGraph)
            {
                node.Free();
            }

            for (int i = 0; i < node.Edges.Length; i++)
            {
                if (node.Edges[i].IsNeeded && results[i] is { } result)
                {
                    Send(node.Edges[i], result);
                }
            }
        }

        void Send(GradEdge edge, Tensor gradient)
        {
            if (edge.Leaf is { } leaf)
            {
                toLeaf(leaf, Fit(gradient, leaf.shape, leaf.dtype));
            }
            else if (edge.Node is { } node)
            {
                gradient = Fit(gradient, node.Shape, node.Type);
                if (pending.TryGetValue(node, out Tensor? sum))
                {
                    pending[node] = sum.add(gradient);
                }
                else
                {
                    pending.Add(node, gradient);
                    queue.Enqueue(node, -node.Sequence);
                }
            }
        }
    }

    // Broadcasting and promotion are undone in this one place, so that backward rules need not care.
    private static Tensor Fit(Tensor gradient, long[] shape, ScalarType type)
    {
        if (!gradient.shape.AsSpan().SequenceEqual(shape))
        {
            gradient = SumTo(gradient, shape);
        }

        return Elementwise.Convert(gradient, type);
    }

    private static Tensor SumTo(Tensor gradient, long[] shape)
    {
        int extra = (int)gradient.dim() - shape.Length;
        var dims = new List<long>();
        for (int i = 0; i < gradient.dim(); i++)
        {
            if (i < extra || (shape[i - extra] == 1 && gradient.shape[i] != 1))
            {
                dims.Add(i);
            }
        }

        return (dims.Count > 0 ? gradient.sum([.. dims], keepdim: true) : gradient).reshape(shape);
    }
}
