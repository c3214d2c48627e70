namespace LionMl.Onnx.Operators;

/// <summary>x / (1 + |x|).</summary>
internal sealed class Softsign() : FunctionOperator("Softsign")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => x => x / (1 + Math.Abs(x));
}
