namespace LionMl.Onnx.Operators;

/// <summary>The next integer above, still as a real number.</summary>
internal sealed class Ceil() : FunctionOperator("Ceil")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Ceiling;
}
