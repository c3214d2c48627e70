namespace LionMl.Onnx.Operators;

/// <summary>Hyperbolic sine.</summary>
internal sealed class Sinh() : FunctionOperator("Sinh")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Sinh;
}
