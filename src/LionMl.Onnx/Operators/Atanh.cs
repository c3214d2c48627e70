namespace LionMl.Onnx.Operators;

/// <summary>Inverse hyperbolic tangent.</summary>
internal sealed class Atanh() : FunctionOperator("Atanh")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Atanh;
}
