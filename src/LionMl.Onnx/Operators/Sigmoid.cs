namespace LionMl.Onnx.Operators;

/// <summary>The logistic function 1 / (1 + e⁻ˣ).</summary>
internal sealed class Sigmoid() : FunctionOperator("Sigmoid")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => x => 1 / (1 + Math.Exp(-x));
}
