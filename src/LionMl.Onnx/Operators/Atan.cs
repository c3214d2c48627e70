namespace LionMl.Onnx.Operators;

/// <summary>Inverse tangent.</summary>
internal sealed class Atan() : FunctionOperator("Atan")
{
    protected override Func<double, double> Function(NodeAttributes attributes) => Math.Atan;
}
