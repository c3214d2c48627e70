namespace LionMl.Onnx.Operators;

/// <summary>The bits that are set in just one of two integers.</summary>
internal sealed class BitwiseXor() : IntegerOperator("BitwiseXor")
{
    protected override Func<long, long, long> Function(NodeAttributes attributes, ElementType type) => (left, right) => left ^ right;
}
