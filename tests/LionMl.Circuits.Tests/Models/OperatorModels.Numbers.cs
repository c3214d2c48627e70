using LionMl.Onnx;

namespace LionMl.Circuits.Tests.Models;

// Arithmetic and functions of single numbers. Inputs lie in [−1, 1.5]; where a function has a smaller domain they are moved into it.
internal static partial class OperatorModels
{
    private static Dictionary<string, Func<TestGraph, Graph>> Numbers => new(StringComparer.Ordinal)
    {
        ["abs"] = g => g.Input("x", 5).Node("Abs", ["x"], "y").Build("y"),
        ["sign"] = g => g.Input("x", 5).Node("Sign", ["x"], "y").Build("y"),
        ["ceil"] = g => Wide(g).Node("Ceil", ["w"], "y").Build("y"),
        ["floor"] = g => Wide(g).Node("Floor", ["w"], "y").Build("y"),
        ["round"] = g => Wide(g).Node("Round", ["w"], "y").Build("y"),
        ["round-halves"] = g => g.Input("x", 6).Node("Floor", ["x"], "f").Node("Mul", ["f", g.Scalar(0.5f)], "h").Node("Round", ["h"], "y").Build("y"),
        ["clip"] = g => g.Input("x", 6).Node("Clip", ["x", g.Scalar(-0.3f), g.Scalar(0.7f)], "y").Build("y"),
        ["relu-6"] = g => Wide(g).Node("Clip", ["w", g.Scalar(0), g.Scalar(6)], "y").Build("y"),
        ["leaky-relu"] = g => g.Input("x", 6).Node("LeakyRelu", ["x"], "y", None.With("alpha", 0.1f)).Build("y"),
        ["prelu"] = g => g.Input("x", 2, 3).Node("PRelu", ["x", g.Random(1, 3)], "y").Build("y"),
        ["div"] = g => g.Input("x", 4).Input("z", 4).Node("Add", ["z", g.Scalar(2)], "d").Node("Div", ["x", "d"], "y").Build("y"),
        ["div-of-both-signs"] = g => g.Input("x", 4).Input("z", 4).Node("Sign", ["z"], "s").Node("Add", ["z", "s"], "d")
            .Node("Div", ["x", "d"], "y").Build("y"),
        ["div-one-for-many"] = g => g.Input("x", 2, 4).Input("z", 2, 1).Node("Add", ["z", g.Scalar(2)], "d").Node("Div", ["x", "d"], "y").Build("y"),
        ["div-constant"] = g => g.Input("x", 4).Node("Div", ["x", g.Scalar(3)], "y").Build("y"),
        ["reciprocal"] = g => g.Input("x", 4).Node("Add", ["x", g.Scalar(2)], "d").Node("Reciprocal", ["d"], "y").Build("y"),
        ["mod"] = g => Wide(g).Node("Round", ["w"], "r").Node("Mod", ["r", g.Scalar(3)], "y", None.With("fmod", 1L)).Build("y"),
        ["sqrt"] = g => Positive(g).Node("Sqrt", ["p"], "y").Build("y"),
        ["sqrt-reciprocal"] = g => Positive(g).Node("Sqrt", ["p"], "s").Node("Reciprocal", ["s"], "y").Build("y"),
        ["pow-computed"] = g => Positive(g).Input("e", 4).Node("Pow", ["p", "e"], "y").Build("y"),
        ["pow-half"] = g => Positive(g).Node("Pow", ["p", g.Scalar(0.5f)], "y").Build("y"),
        ["max"] = g => g.Input("x", 4).Input("z", 4).Node("Max", ["x", "z", g.Scalar(0.1f)], "y").Build("y"),
        ["min"] = g => g.Input("x", 4).Input("z", 4).Node("Min", ["x", "z"], "y").Build("y"),
        ["mean"] = g => g.Input("x", 4).Input("z", 4).Input("u", 4).Node("Mean", ["x", "z", "u"], "y").Build("y"),
        ["sum"] = g => g.Input("x", 4).Input("z", 4).Input("u", 1).Node("Sum", ["x", "z", "u"], "y").Build("y"),
        ["acos"] = g => Half(g).Node("Acos", ["h"], "y").Build("y"),
        ["acosh"] = g => g.Input("x", 4).Node("Add", ["x", g.Scalar(2.5f)], "m").Node("Acosh", ["m"], "y").Build("y"),
        ["asin"] = g => Half(g).Node("Asin", ["h"], "y").Build("y"),
        ["asinh"] = g => Function(g, "Asinh"),
        ["atan"] = g => Function(g, "Atan"),
        ["atanh"] = g => g.Input("x", 4).Node("Mul", ["x", g.Scalar(0.3f)], "h").Node("Atanh", ["h"], "y").Build("y"),
        ["celu"] = g => Function(g, "Celu"),
        ["cos"] = g => Function(g, "Cos"),
        ["cosh"] = g => Function(g, "Cosh"),
        ["elu"] = g => Function(g, "Elu"),
        ["erf"] = g => Function(g, "Erf"),
        ["exp"] = g => Function(g, "Exp"),
        ["gelu"] = g => Function(g, "Gelu"),
        ["hard-sigmoid"] = g => Function(g, "HardSigmoid"),
        ["hard-swish"] = g => Function(g, "HardSwish"),
        ["log"] = g => g.Input("x", 4).Node("Add", ["x", g.Scalar(1.5f)], "p").Node("Log", ["p"], "y").Build("y"),
        ["exp-log"] = g => g.Input("x", 4).Node("Exp", ["x"], "e").Node("Log", ["e"], "y").Build("y"),
        ["masked-softmax"] = g => g.Input("x", 2, 3)
            .Node(
                "Where",
                [g.Constant(new Tensor(TensorShape.Of(2, 3), [true, true, false, true, false, true])), "x", g.Constant(Tensor.Scalar(-3e38f))],
                "m")
            .Node("Softmax", ["m"], "y").Build("y"),
        ["mish"] = g => Function(g, "Mish"),
        ["selu"] = g => Function(g, "Selu"),
        ["shrink"] = g => g.Input("x", 6).Node("Shrink", ["x"], "y", None.With("lambd", 0.4f).With("bias", 0.4f)).Build("y"),
        ["sigmoid"] = g => Function(g, "Sigmoid"),
        ["sin"] = g => Function(g, "Sin"),
        ["sinh"] = g => Function(g, "Sinh"),
        ["softplus"] = g => Function(g, "Softplus"),
        ["softsign"] = g => Function(g, "Softsign"),
        ["tan"] = g => Half(g).Node("Tan", ["h"], "y").Build("y"),
        ["tanh"] = g => Function(g, "Tanh"),
        ["thresholded-relu"] = g => g.Input("x", 6).Node("ThresholdedRelu", ["x"], "y", None.With("alpha", 0.25f)).Build("y"),
    };

    private static Graph Function(TestGraph graph, string opType) => graph.Input("x", 4).Node(opType, ["x"], "y").Build("y");

    // In [−6, 9].
    private static TestGraph Wide(TestGraph graph) => graph.Input("x", 6).Node("Mul", ["x", graph.Scalar(6)], "w");

    // In [−0.5, 0.75].
    private static TestGraph Half(TestGraph graph) => graph.Input("x", 4).Node("Mul", ["x", graph.Scalar(0.5f)], "h");

    // In [0.25, 1.75].
    private static TestGraph Positive(TestGraph graph) =>
        graph.Input("x", 4).Node("Abs", ["x"], "a").Node("Add", ["a", graph.Scalar(0.25f)], "p");
}
