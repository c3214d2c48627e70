namespace LionMl.Onnx.Operators;

/// <summary>x · tanh(ln(1 + eˣ)).</summary>
internal sealed class Mish() : FunctionOperator("Mish")
{
    protected override Func<double, double> Function(NodeAttributes attributes) =>
        x => x * Math.Tanh(Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))));
}
