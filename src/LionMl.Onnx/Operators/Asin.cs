namespace LionMl.Onnx.Operators;

/// <summary>Inverse sine.</summary>
internal sealed class Asin() : FunctionOperator("Asin")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Asin;
}
