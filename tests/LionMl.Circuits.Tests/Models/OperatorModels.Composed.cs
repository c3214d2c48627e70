using LionMl.Onnx;

namespace LionMl.Circuits.Tests.Models;

// Operators over many numbers at once: reductions, normalisations, recurrent layers, resizing.
internal static partial class OperatorModels
{
    private static Dictionary<string, Func<TestGraph, Graph>> Composed => new(StringComparer.Ordinal)
    {
        ["reduce-sum"] = g => g.Input("x", 2, 3).Node("ReduceSum", ["x", V(g, 1)], "y").Build("y"),
        ["reduce-mean"] = g => g.Input("x", 2, 3).Node("ReduceMean", ["x", V(g, 1)], "y").Build("y"),
        ["reduce-prod"] = g => g.Input("x", 2, 3).Node("ReduceProd", ["x", V(g, 1)], "y").Build("y"),
        ["reduce-l1"] = g => g.Input("x", 2, 3).Node("ReduceL1", ["x", V(g, 1)], "y").Build("y"),
        ["reduce-l2"] = g => g.Input("x", 2, 3).Node("ReduceL2", ["x", V(g, 1)], "y").Build("y"),
        ["reduce-log-sum"] = g => g.Input("x", 2, 3).Node("Add", ["x", g.Scalar(1.5f)], "p")
            .Node("ReduceLogSum", ["p", V(g, 1)], "y").Build("y"),
        ["reduce-log-sum-exp"] = g => g.Input("x", 2, 3).Node("ReduceLogSumExp", ["x", V(g, 1)], "y").Build("y"),
        ["reduce-sum-square"] = g => g.Input("x", 2, 3).Node("ReduceSumSquare", ["x", V(g, 1)], "y").Build("y"),
        ["cum-sum"] = g => g.Input("x", 2, 3).Node("CumSum", ["x", V(g, 1)], "y").Build("y"),
        ["einsum"] = g => g.Input("x", 2, 3).Input("z", 3, 2).Node("Einsum", ["x", "z"], "y", None.With("equation", "ij,jk->ik")).Build("y"),
        ["softmax"] = g => g.Input("x", 2, 3).Node("Softmax", ["x"], "y").Build("y"),
        ["log-softmax"] = g => g.Input("x", 1, 3).Node("LogSoftmax", ["x"], "y").Build("y"),
        ["layer-normalization"] = g => g.Input("x", 2, 4)
            .Node("LayerNormalization", ["x", g.Random(1, 4), g.Random(1, 4)], "y").Build("y"),
        ["instance-normalization"] = g => g.Input("x", 1, 2, 4)
            .Node("InstanceNormalization", ["x", g.Random(1, 2), g.Random(1, 2)], "y").Build("y"),
        ["group-normalization"] = g => g.Input("x", 1, 4, 2)
            .Node("GroupNormalization", ["x", g.Random(1, 2), g.Random(1, 2)], "y", None.With("num_groups", 2L)).Build("y"),
        ["mean-variance-normalization"] = g => g.Input("x", 1, 2, 3, 3).Node("MeanVarianceNormalization", ["x"], "y").Build("y"),
        ["batch-normalization-computed"] = g => g.Input("x", 1, 2, 3).Input("s", 2)
            .Node("BatchNormalization", ["x", "s", g.Random(1, 2), g.Random(1, 2), Positive(g, 2)], "y").Build("y"),
        ["lp-normalization"] = g => g.Input("x", 2, 3).Node("LpNormalization", ["x"], "y", None.With("p", 1L)).Build("y"),
        ["lp-pool"] = g => g.Input("x", 1, 1, 4, 4)
            .Node("LpPool", ["x"], "y", None.With("kernel_shape", 2, 2).With("strides", 2, 2)).Build("y"),
        ["global-lp-pool"] = g => g.Input("x", 1, 2, 2, 2).Node("GlobalLpPool", ["x"], "y").Build("y"),
        ["global-max-pool"] = g => g.Input("x", 1, 2, 2, 2).Node("GlobalMaxPool", ["x"], "y").Build("y"),
        ["lrn"] = g => g.Input("x", 1, 3, 2, 2).Node("LRN", ["x"], "y", None.With("size", 3L).With("alpha", 0.5f)).Build("y"),
        ["conv-computed"] = g => g.Input("x", 1, 1, 3, 3).Input("w", 1, 1, 2, 2).Node("Conv", ["x", "w"], "y").Build("y"),
        ["conv-transpose"] = g => g.Input("x", 1, 2, 3, 3)
            .Node("ConvTranspose", ["x", g.Random(0.5, 2, 1, 2, 2)], "y", None.With("strides", 2, 2)).Build("y"),
        ["conv-transpose-computed"] = g => g.Input("x", 1, 1, 2, 2).Input("w", 1, 1, 2, 2).Node("ConvTranspose", ["x", "w"], "y").Build("y"),
        ["resize"] = g => g.Input("x", 1, 1, 3, 3)
            .Node("Resize", ["x", string.Empty, g.Constant(Tensor.Vector(1f, 1f, 2f, 2f))], "y", None.With("mode", "linear")).Build("y"),
        ["rnn"] = g => Recurrent(g, "RNN", 1),
        ["gru"] = g => Recurrent(g, "GRU", 3),
        ["lstm"] = g => Recurrent(g, "LSTM", 4),
    };

    // Two steps of one batch with three features, two hidden numbers.
    private static Graph Recurrent(TestGraph graph, string opType, int gates) => graph.Input("x", 2, 1, 3)
        .Node(
            opType,
            ["x", graph.Random(0.7, 1, 2 * gates, 3), graph.Random(0.7, 1, 2 * gates, 2), graph.Random(0.3, 1, 4 * gates)],
            "y",
            None.With("hidden_size", 2L))
        .Build("y");
}
