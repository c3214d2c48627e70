namespace LionMl.Onnx.Operators;

/// <summary>Sine.</summary>
internal sealed class Sin() : FunctionOperator("Sin")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Sin;
}
