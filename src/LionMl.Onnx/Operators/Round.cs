namespace LionMl.Onnx.Operators;

/// <summary>The nearest integer, half to even, still as a real number.</summary>
internal sealed class Round() : FunctionOperator("Round")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => x => Math.Round(x, MidpointRounding.ToEven);
}
