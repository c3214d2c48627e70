namespace LionMl.Onnx.Operators;

/// <summary>The bits that are set in both of two integers.</summary>
internal sealed class BitwiseAnd() : IntegerOperator("BitwiseAnd")
{
    protected override Func<long, long, long> Function(NodeAttributes attributes, ElementType type) => (left, right) => left & right;
}
