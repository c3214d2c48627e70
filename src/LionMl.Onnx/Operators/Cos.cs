namespace LionMl.Onnx.Operators;

/// <summary>Cosine.</summary>
internal sealed class Cos() : FunctionOperator("Cos")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Cos;
}
