namespace LionMl.Onnx.Operators;

/// <summary>Square root.</summary>
internal sealed class Sqrt() : FunctionOperator("Sqrt")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Sqrt;
}
