using LionMl.Onnx;

namespace LionMl.Circuits.Tests.Models;

/// <summary>A small model for every operator, by name.</summary>
internal static partial class OperatorModels
{
    private static readonly NodeAttributes None = NodeAttributes.Empty;

    private static readonly Dictionary<string, Func<TestGraph, Graph>> Models = new(StringComparer.Ordinal)
    {
        ["gemm"] = g => g.Input("x", 1, 6).Node("Gemm", ["x", g.Random(1, 6, 4), g.Random(1, 4)], "y").Build("y"),
        ["gemm-transposed-scaled"] = g => g.Input("x", 5, 2)
            .Node(
                "Gemm",
                ["x", g.Random(1, 3, 5), g.Random(1, 1, 3)],
                "y",
                None.With("transA", 1L).With("transB", 1L).With("alpha", 0.7f).With("beta", -1.5f))
            .Build("y"),
        ["gemm-of-activations"] = g => g.Input("x", 2, 3).Input("w", 3, 2).Input("b", 2, 2)
            .Node("Gemm", ["x", "w", "b"], "y", None.With("alpha", 2f)).Build("y"),
        ["matmul-constant"] = g => g.Input("x", 2, 3, 4).Node("MatMul", ["x", g.Random(1, 4, 5)], "y").Build("y"),
        ["matmul-constant-left"] = g => g.Input("x", 4, 3).Node("MatMul", [g.Random(1, 2, 4), "x"], "y").Build("y"),
        ["matmul-constant-vector"] = g => g.Input("x", 2, 3).Node("MatMul", ["x", g.Random(1, 3)], "y").Build("y"),
        ["matmul-constant-batch"] = g => g.Input("x", 2, 2, 3).Node("MatMul", ["x", g.Random(1, 2, 3, 2)], "y").Build("y"),
        ["matmul-batch"] = g => g.Input("x", 2, 2, 3).Input("z", 3, 2).Node("MatMul", ["x", "z"], "y").Build("y"),
        ["conv"] = g => g.Input("x", 1, 2, 6, 5).Node("Conv", ["x", g.Random(0.5, 3, 2, 3, 3), g.Random(1, 3)], "y").Build("y"),
        ["conv-attributes"] = g => g.Input("x", 1, 4, 8, 7)
            .Node(
                "Conv",
                ["x", g.Random(0.5, 6, 2, 2, 3)],
                "y",
                None.With("group", 2L).With("strides", 2, 1).With("dilations", 2, 1).With("pads", 1, 0, 2, 1))
            .Build("y"),
        ["conv-1d-same"] = g => g.Input("x", 1, 2, 9)
            .Node(
                "Conv",
                ["x", g.Random(0.5, 3, 2, 4)],
                "y",
                None.With("auto_pad", "SAME_UPPER").With("strides", (ReadOnlySpan<long>)[2]))
            .Build("y"),
        ["conv-depthwise-relu"] = g => g.Input("x", 1, 3, 5, 5)
            .Node("Conv", ["x", g.Random(0.5, 3, 1, 3, 3)], "c", None.With("group", 3L)).Node("Relu", ["c"], "y").Build("y"),
        ["relu"] = g => g.Input("x", 2, 3).Node("Relu", ["x"], "y").Build("y"),
        ["mlp"] = g => g.Input("x", 1, 8).Node("Gemm", ["x", g.Random(1, 8, 6), g.Random(1, 6)], "a").Node("Relu", ["a"], "b")
            .Node("Gemm", ["b", g.Random(1, 6, 5)], "c").Node("Relu", ["c"], "d").Node("Gemm", ["d", g.Random(1, 5, 3)], "y").Build("y"),
        ["add-constant"] = g => g.Input("x", 2, 3).Node("Add", ["x", g.Random(1, 3)], "y").Build("y"),
        ["add-broadcast"] = g => g.Input("x", 2, 1, 3).Input("z", 2, 1).Node("Add", ["x", "z"], "y").Build("y"),
        ["residual"] = g => g.Input("x", 1, 4).Node("Gemm", ["x", g.Random(0.7, 4, 4)], "a").Node("Relu", ["a"], "b")
            .Node("Add", ["x", "b"], "c").Node("Relu", ["c"], "y").Build("y"),
        ["sub"] = g => g.Input("x", 3).Input("z", 3).Node("Sub", ["x", "z"], "y").Build("y"),
        ["sub-from-constant"] = g => g.Input("x", 3).Node("Sub", [g.Random(2, 3), "x"], "y").Build("y"),
        ["mul-constant"] = g => g.Input("x", 2, 3).Node("Mul", ["x", g.Random(1, 3)], "y").Build("y"),
        ["mul-scalar"] = g => g.Input("x", 2, 3).Node("Mul", ["x", g.Constant(Tensor.Scalar(-0.3f))], "y").Build("y"),
        ["mul"] = g => g.Input("x", 2, 3).Input("z", 3).Node("Mul", ["x", "z"], "y").Build("y"),
        ["neg"] = g => g.Input("x", 3).Node("Neg", ["x"], "y").Build("y"),
        ["pow-2"] = g => g.Input("x", 4).Node("Pow", ["x", g.Constant(Tensor.Scalar(2f))], "y").Build("y"),
        ["pow-5"] = g => g.Input("x", 4).Node("Pow", ["x", g.Constant(Tensor.Scalar(5f))], "y").Build("y"),
        ["batch-normalization"] = g => g.Input("x", 1, 2, 4, 4).Node("Conv", ["x", g.Random(0.5, 3, 2, 3, 3)], "c")
            .Node("BatchNormalization", ["c", g.Random(1, 3), g.Random(1, 3), g.Random(1, 3), Positive(g, 3)], "b")
            .Node("Relu", ["b"], "y").Build("y"),
        ["batch-normalization-alone"] = g => g.Input("x", 1, 3, 2)
            .Node("BatchNormalization", ["x", g.Random(1, 3), g.Random(1, 3), g.Random(1, 3), Positive(g, 3)], "y").Build("y"),
        ["max-pool"] = g => g.Input("x", 1, 2, 5, 5)
            .Node("MaxPool", ["x"], "y", None.With("kernel_shape", 2, 3).With("strides", 2, 1)).Build("y"),
        ["max-pool-padded-relu"] = g => g.Input("x", 1, 1, 6, 6)
            .Node("Conv", ["x", g.Random(0.5, 4, 1, 3, 3)], "c").Node("Relu", ["c"], "r")
            .Node("MaxPool", ["r"], "y", None.With("kernel_shape", 3, 3).With("strides", 2, 2).With("pads", 1, 1, 1, 1)).Build("y"),
        ["average-pool"] = g => g.Input("x", 1, 2, 4, 4)
            .Node("AveragePool", ["x"], "y", None.With("kernel_shape", 2, 2).With("strides", 2, 2)).Build("y"),
        ["average-pool-padded"] = g => g.Input("x", 1, 2, 5, 5)
            .Node("AveragePool", ["x"], "y", None.With("kernel_shape", 3, 3).With("pads", 1, 1, 1, 1).With("strides", 2, 2)).Build("y"),
        ["average-pool-counting-padding"] = g => g.Input("x", 1, 1, 5, 5)
            .Node("AveragePool", ["x"], "p", None.With("kernel_shape", 3, 3).With("pads", 1, 1, 1, 1).With("count_include_pad", 1L))
            .Node("Conv", ["p", g.Random(1, 2, 1, 2, 2)], "y").Build("y"),
        ["global-average-pool"] = g => g.Input("x", 1, 3, 3, 3).Node("GlobalAveragePool", ["x"], "y").Build("y"),
        ["movement"] = g => g.Input("x", 1, 2, 3, 4).Node("Transpose", ["x"], "t", None.With("perm", 0, 2, 3, 1))
            .Node("Slice", ["t", V(g, 1), V(g, 3), V(g, 2), V(g, 1)], "s").Node("Squeeze", ["s", V(g, 0)], "q")
            .Node("Unsqueeze", ["q", V(g, 2)], "u")
            .Node("Flatten", ["u"], "f").Node("Reshape", ["f", V(g, 4, 3)], "r").Node("Identity", ["r"], "i")
            .Node("Dropout", ["i"], "d").Node("Cast", ["d"], "y", None.With("to", 1L)).Build("y"),
        ["pad-concat"] = g => g.Input("x", 2, 2).Input("z", 2, 3)
            .Node("Pad", ["x", V(g, 0, 1, 1, 0), g.Constant(Tensor.Scalar(0.5f))], "p").Node("Pad", ["z", V(g, 0, 0, 1, 0)], "q")
            .Node("Concat", ["p", "q", g.Random(1, 3, 1)], "y", None.With("axis", 1L)).Build("y"),
        ["two-outputs"] = g => g.Input("x", 1, 4).Node("Gemm", ["x", g.Random(1, 4, 3)], "a").Node("Relu", ["a"], "b").Build("a", "b", "x"),
    };

    // These have the forms of a newer operator set.
    private static readonly Dictionary<string, Func<TestGraph, Graph>> Newer =
        new(Numbers.Concat(Choices).Concat(Composed).Concat(Whole), StringComparer.Ordinal);

    public static IEnumerable<string> All => Models.Keys.Concat(Newer.Keys);

    public static TheoryData<string> Names => [.. All];

    public static Graph Build(string name) => Models.TryGetValue(name, out var model)
        ? model(new TestGraph(name))
        : Newer[name](new TestGraph(name, opset: 20));

    private static string V(TestGraph graph, params long[] values) => graph.Vector(values);

    private static string Positive(TestGraph graph, int count) =>
        graph.Constant(new Tensor(TensorShape.Of(count), [.. Enumerable.Range(1, count).Select(i => i * 0.4f)]));
}
