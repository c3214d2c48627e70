namespace LionMl.Onnx.Operators;

/// <summary>Inverse hyperbolic cosine.</summary>
internal sealed class Acosh() : FunctionOperator("Acosh")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Acosh;
}
