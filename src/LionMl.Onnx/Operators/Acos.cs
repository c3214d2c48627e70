namespace LionMl.Onnx.Operators;

/// <summary>Inverse cosine.</summary>
internal sealed class Acos() : FunctionOperator("Acos")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Acos;
}
