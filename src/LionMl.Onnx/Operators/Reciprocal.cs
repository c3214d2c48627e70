namespace LionMl.Onnx.Operators;

/// <summary>One divided by each element.</summary>
internal sealed class Reciprocal() : FunctionOperator("Reciprocal")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => x => 1 / x;
}
