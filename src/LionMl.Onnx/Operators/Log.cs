namespace LionMl.Onnx.Operators;

/// <summary>Natural logarithm.</summary>
internal sealed class Log() : FunctionOperator("Log")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Log;
}
