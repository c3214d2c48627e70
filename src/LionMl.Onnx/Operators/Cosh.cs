namespace LionMl.Onnx.Operators;

/// <summary>Hyperbolic cosine.</summary>
internal sealed class Cosh() : FunctionOperator("Cosh")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Cosh;
}
