using LionMl.Onnx;

namespace LionMl.Circuits.Tests.Models;

// Comparisons, and what is chosen by them. The numbers are rounded first, so that many of them are equal.
internal static partial class OperatorModels
{
    private const long Float = 1;
    private const long Int64 = 7;
    private const long Bool = 9;

    private static Dictionary<string, Func<TestGraph, Graph>> Choices => new(StringComparer.Ordinal)
    {
        ["equal"] = g => Compared(g, "Equal"),
        ["greater"] = g => Compared(g, "Greater"),
        ["greater-or-equal"] = g => Compared(g, "GreaterOrEqual"),
        ["less"] = g => Compared(g, "Less"),
        ["less-or-equal"] = g => Compared(g, "LessOrEqual"),
        ["greater-than-constant"] = g => g.Input("x", 6).Node("Greater", ["x", g.Scalar(0.2f)], "b").Node("Cast", ["b"], "y", To(Float)).Build("y"),
        ["and-or-xor-not"] = g => g.Input("x", 4).Input("z", 4).Node("Less", ["x", "z"], "a").Node("Less", ["z", g.Scalar(0.1f)], "b")
            .Node("And", ["a", "b"], "c").Node("Or", ["a", "b"], "d").Node("Xor", ["c", "d"], "e").Node("Not", ["e"], "f")
            .Node("Where", ["f", "x", "z"], "y").Build("y"),
        ["where"] = g => g.Input("x", 4).Input("z", 4).Node("Less", ["x", g.Scalar(0.2f)], "c").Node("Where", ["c", "x", "z"], "y").Build("y"),
        ["cast-to-truth-value"] = g => Steps(g, 6).Node("Cast", ["r"], "b", To(Bool)).Node("Cast", ["b"], "y", To(Float)).Build("y"),
        ["cast-to-integer"] = g => Wide(g).Node("Cast", ["w"], "i", To(Int64)).Node("Cast", ["i"], "y", To(Float)).Build("y"),
        ["arg-max"] = g => Arg(g, "ArgMax", 0),
        ["arg-max-last"] = g => Arg(g, "ArgMax", 1),
        ["arg-min"] = g => Arg(g, "ArgMin", 0),
        ["top-k"] = g => TopK(g, 1),
        ["top-k-smallest"] = g => TopK(g, 0),
        ["max-pool-with-places"] = g => g.Input("x", 1, 1, 4, 4).Node("Mul", ["x", g.Scalar(2)], "m").Node("Round", ["m"], "r")
            .Node("MaxPool", ["r"], ["v", "p"], None.With("kernel_shape", 2, 2).With("strides", 2, 2))
            .Node("Cast", ["p"], "q", To(Float)).Build("v", "q"),
        ["reduce-max"] = g => g.Input("x", 2, 4).Node("ReduceMax", ["x", V(g, 1)], "y").Build("y"),
        ["reduce-min"] = g => g.Input("x", 2, 4).Node("ReduceMin", ["x", V(g, 0)], "y").Build("y"),
        ["hardmax"] = g => Steps(g, 2, 4).Node("Hardmax", ["r"], "y").Build("y"),
        ["one-hot"] = g => Index(g, 3).Node("OneHot", ["i", V(g, 4), g.Constant(Tensor.Vector(-1f, 2f))], "y").Build("y"),
        ["gather"] = g => Index(g, 3).Node("Gather", [g.Random(1, 4, 2), "i"], "y").Build("y"),
        ["gather-computed"] = g => Index(g, 2).Input("t", 4).Node("Gather", ["t", "i"], "y").Build("y"),
        ["gather-elements"] = g => Index(g, 2, 2).Input("t", 4, 2)
            .Node("GatherElements", ["t", "i"], "y", None.With("axis", 0L)).Build("y"),
        ["gather-nd"] = g => Index(g, 2, 1).Input("t", 4, 2).Node("GatherND", ["t", "i"], "y").Build("y"),
        ["non-zero"] = g => Steps(g, 2, 4).Node("Hardmax", ["r"], "h").Node("NonZero", ["h"], "n").Node("Cast", ["n"], "y", To(Float))
            .Build(("n[1]", 2), "y"),
        ["non-zero-of-products"] = g => g.Input("x", 6).Node("Hardmax", ["x"], "h").Node("Add", ["x", g.Scalar(2)], "a")
            .Node("Mul", ["a", "h"], "m").Node("NonZero", ["m"], "n").Node("Cast", ["n"], "y", To(Float)).Build(("n[1]", 1), "y"),
        ["non-zero-gather-nd"] = g => Largest(g, 4).Node("NonZero", ["m"], "n").Node("Transpose", ["n"], "t")
            .Node("GatherND", ["x", "t"], "v").Node("Cast", ["n"], "y", To(Float)).Build(("n[1]", 4), "v", "y"),
        ["scatter-elements"] = g => Index(g, 1).Input("t", 4).Input("u", 1).Node("ScatterElements", ["t", "i", "u"], "y").Build("y"),
        ["scatter-nd"] = g => Index(g, 1, 1).Input("t", 4).Input("u", 1).Node("ScatterND", ["t", "i", "u"], "y").Build("y"),
    };

    private static NodeAttributes To(long type) => None.With("to", type);

    // Whole numbers from −2 to 3, so that many are equal.
    private static TestGraph Steps(TestGraph graph, params int[] shape) =>
        graph.Input("x", shape).Node("Mul", ["x", graph.Scalar(2)], "m").Node("Round", ["m"], "r");

    private static Graph Compared(TestGraph graph, string opType) => Steps(graph, 6).Input("z", 6)
        .Node("Mul", ["z", graph.Scalar(2)], "n").Node("Round", ["n"], "s")
        .Node(opType, ["r", "s"], "b").Node("Cast", ["b"], "y", To(Float)).Build("y");

    private static Graph Arg(TestGraph graph, string opType, long last) => Steps(graph, 2, 4)
        .Node(opType, ["r"], "i", None.With("axis", 1L).With("select_last_index", last)).Node("Cast", ["i"], "y", To(Float)).Build("y");

    private static Graph TopK(TestGraph graph, long largest) => Steps(graph, 2, 5)
        .Node("TopK", ["r", V(graph, 3)], ["v", "i"], None.With("axis", 1L).With("largest", largest))
        .Node("Cast", ["i"], "j", To(Float)).Build("v", "j");

    // Truth values in m, of which just so many say that a number of x is among the largest.
    private static TestGraph Largest(TestGraph graph, int count) => graph.Input("x", 2, 3, 2).Node("Reshape", ["x", V(graph, 12)], "f")
        .Node("TopK", ["f", V(graph, count)], ["k", "i"]).Node("OneHot", ["i", V(graph, 12), V(graph, 0, 1)], "o")
        .Node("ReduceSum", ["o", V(graph, 0)], "s", None.With("keepdims", 0L)).Node("Reshape", ["s", V(graph, 2, 3, 2)], "l")
        .Node("Cast", ["l"], "m", To(Bool));

    // Computed indices from 0 to 3.
    private static TestGraph Index(TestGraph graph, params int[] shape) => graph.Input("x", shape)
        .Node("Add", ["x", graph.Scalar(1.25f)], "a").Node("Clip", ["a", graph.Scalar(0.1f), graph.Scalar(2.6f)], "c")
        .Node("Mul", ["c", graph.Scalar(1.5f)], "m").Node("Cast", ["m"], "i", To(Int64));
}
