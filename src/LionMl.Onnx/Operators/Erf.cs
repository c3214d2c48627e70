using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Operators;

/// <summary>The error function, from which Gelu is made.</summary>
internal sealed class Erf() : FunctionOperator("Erf")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => SpecialFunctions.Erf;
}
