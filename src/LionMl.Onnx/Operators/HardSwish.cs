namespace LionMl.Onnx.Operators;

/// <summary>x · max(0, min(1, x/6 + 1/2)).</summary>
internal sealed class HardSwish() : FunctionOperator("HardSwish")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => x => x * Math.Clamp((x / 6) + 0.5, 0, 1);
}
