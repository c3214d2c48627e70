namespace LionMl.Onnx.Operators;

/// <summary>Tangent.</summary>
internal sealed class Tan() : FunctionOperator("Tan")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Tan;
}
