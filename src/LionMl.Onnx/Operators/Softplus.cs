namespace LionMl.Onnx.Operators;

/// <summary>ln(1 + eˣ), a smooth form of Relu.</summary>
internal sealed class Softplus() : FunctionOperator("Softplus")
{
    protected override Func<double, double> Function(NodeAttributes attributes) =>
        x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
