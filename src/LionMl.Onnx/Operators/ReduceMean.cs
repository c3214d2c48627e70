using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Mean along axes.</summary>
internal sealed class ReduceMean() : ReduceOperator("ReduceMean")
{
    protected override double Reduce(ReadOnlySpan<double> elements) => TensorPrimitives.Sum(elements) / elements.Length;
}
