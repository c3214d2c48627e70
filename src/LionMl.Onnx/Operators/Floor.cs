namespace LionMl.Onnx.Operators;

/// <summary>The next integer below, still as a real number.</summary>
internal sealed class Floor() : FunctionOperator("Floor")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Floor;
}
