namespace LionMl.Onnx.Operators;

/// <summary>Hyperbolic tangent.</summary>
internal sealed class Tanh() : FunctionOperator("Tanh")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Tanh;
}
