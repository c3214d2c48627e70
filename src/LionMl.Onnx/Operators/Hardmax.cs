using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>1 at the first of the largest elements along an axis, 0 elsewhere.</summary>
internal sealed class Hardmax() : SoftmaxOperator("Hardmax")
{
    protected override void Map(Span<double> line)
    {
        int largest = TensorPrimitives.IndexOfMax<double>(line);
        line.Clear();
        line[largest] = 1;
    }
}
