using LionMl.Onnx;

namespace LionMl.Circuits.Tests.Models;

// Models that come quantised: whole numbers with scales and zero points.
internal static partial class OperatorModels
{
    private static Dictionary<string, Func<TestGraph, Graph>> Whole => new(StringComparer.Ordinal)
    {
        ["quantize-dequantize"] = g => Quantized(g.Input("x", 2, 3), "x", "q", 128)
            .Node("DequantizeLinear", ["q", g.Scalar(0.02f), Zero(g, 128)], "y").Build("y"),
        ["quantize-odd-zero-point"] = g => Quantized(g.Input("x", 2, 3), "x", "q", 77)
            .Node("DequantizeLinear", ["q", g.Scalar(0.02f), Zero(g, 77)], "y").Build("y"),
        ["quantize-saturating"] = g => Quantized(g.Input("x", 2, 3).Node("Mul", ["x", g.Scalar(4)], "w"), "w", "q", 100)
            .Node("DequantizeLinear", ["q", g.Scalar(0.02f), Zero(g, 100)], "y").Build("y"),
        ["q-linear-mat-mul"] = g => Quantized(g.Input("x", 2, 3), "x", "q", 128)
            .Node(
                "QLinearMatMul",
                ["q", g.Scalar(0.02f), Zero(g, 128), Bytes(g, 3, 2), g.Scalar(0.01f), Zero(g, 120), g.Scalar(0.05f), Zero(g, 130)],
                "m")
            .Node("DequantizeLinear", ["m", g.Scalar(0.05f), Zero(g, 130)], "y").Build("y"),
        ["q-linear-conv"] = g => Quantized(g.Input("x", 1, 1, 3, 3), "x", "q", 128)
            .Node(
                "QLinearConv",
                ["q", g.Scalar(0.02f), Zero(g, 128), Bytes(g, 1, 1, 2, 2), g.Scalar(0.01f), Zero(g, 120), g.Scalar(0.05f), Zero(g, 130)],
                "m")
            .Node("DequantizeLinear", ["m", g.Scalar(0.05f), Zero(g, 130)], "y").Build("y"),
        ["mat-mul-integer"] = g => Quantized(g.Input("x", 2, 3), "x", "q", 128)
            .Node("MatMulInteger", ["q", Bytes(g, 3, 2), Zero(g, 128), Zero(g, 120)], "i").Node("Cast", ["i"], "y", To(Float)).Build("y"),
        ["conv-integer"] = g => Quantized(g.Input("x", 1, 1, 3, 3), "x", "q", 128)
            .Node("ConvInteger", ["q", Bytes(g, 1, 1, 2, 2), Zero(g, 128), Zero(g, 120)], "i").Node("Cast", ["i"], "y", To(Float)).Build("y"),
    };

    private static TestGraph Quantized(TestGraph graph, string tensor, string result, byte zero) =>
        graph.Node("QuantizeLinear", [tensor, graph.Scalar(0.02f), Zero(graph, zero)], result);

    private static string Zero(TestGraph graph, byte value) => graph.Constant(Bytes(TensorShape.Scalar, [value]));

    private static string Bytes(TestGraph graph, params int[] shape) => graph.Constant(
        Bytes(TensorShape.Of(shape), [.. Enumerable.Range(0, (int)TensorShape.Of(shape).ElementCount).Select(i => 90L + (37 * i % 80))]));

    private static Tensor Bytes(TensorShape shape, long[] values) => new(shape, values, ElementType.UInt8);
}
