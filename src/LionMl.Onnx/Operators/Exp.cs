namespace LionMl.Onnx.Operators;

/// <summary>Natural exponential.</summary>
internal sealed class Exp() : FunctionOperator("Exp")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Exp;
}
