namespace LionMl.Onnx.Operators;

/// <summary>Size: the number of elements of a tensor; always a constant here.</summary>
internal sealed class SizeOperator() : Operator("Size", 1, 1)
{
    public override void Infer(InferContext context) => context.Set(0, TensorShape.Scalar, ElementType.Int64);

    public override Tensor?[] ConstantResult(InferContext context) => [Tensor.Scalar(context.Shape(0).ElementCount)];

    public override void Run(RunContext context) => throw new NotSupportedException("The size of a tensor is always folded.");
}
