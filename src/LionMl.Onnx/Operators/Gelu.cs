using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>x · Φ(x) with the normal distribution Φ, exact or by its approximation with tanh.</summary>
internal sealed class Gelu() : FunctionOperator("Gelu")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => attributes.GetString("approximate", "none") switch
    {
        "none" => x => x * 0.5 * (1 + SpecialFunctions.Erf(x / Math.Sqrt(2))),
        "tanh" => x => x * 0.5 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        var other => throw new NodeProblemException($"its approximation '{other}' is not one of none, tanh"),
    };
}
