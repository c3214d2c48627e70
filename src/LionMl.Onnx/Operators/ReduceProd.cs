using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Product along axes.</summary>
internal sealed class ReduceProd() : ReduceOperator("ReduceProd")
{
    protected override double Reduce(ReadOnlySpan<double> elements) => elements.IsEmpty ? 1 : TensorPrimitives.Product(elements);
}
