namespace LionMl.Onnx.Operators;

/// <summary>Inverse hyperbolic sine.</summary>
internal sealed class Asinh() : FunctionOperator("Asinh")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Asinh;
}
