using System.Collections.Immutable;

namespace LionMl.Onnx.Operators;

/// <summary>Shape: the dimensions of a tensor, or a range of them; always a constant here, since shapes are static.</summary>
internal sealed class ShapeOperator() : Operator("Shape", 1, 1)
{
    public override void Infer(InferContext context) => context.Set(0, TensorShape.Of(Dimensions(context).Length), ElementType.Int64);

    public override Tensor?[] ConstantResult(InferContext context) => [Tensor.Vector(Dimensions(context))];

    public override void Run(RunContext context) => throw new NotSupportedException("The shape of a tensor is always folded.");

    private static long[] Dimensions(InferContext context)
    {
        ImmutableArray<int> all = context.Shape(0).Dimensions;
        long start = Bound(context.Attributes.GetInt("start", 0), all.Length);
        long end = Bound(context.Attributes.GetInt("end", all.Length), all.Length);
        return [.. all.Skip((int)start).Take((int)Math.Max(0, end - start)).Select(size => (long)size)];
    }

    private static long Bound(long axis, int rank) => Math.Clamp(axis < 0 ? axis + rank : axis, 0, rank);
}
