namespace LionMl.Onnx.Operators;

/// <summary>The bits that are set in one or both of two integers.</summary>
internal sealed class BitwiseOr() : IntegerOperator("BitwiseOr")
{
    protected override Func<long, long, long> Function(NodeAttributes attributes, ElementType type) => (left, right) => left | right;
}
