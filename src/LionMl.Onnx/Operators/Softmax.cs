using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Exponentials along an axis, divided by their sum; the largest element is taken out first, so that nothing overflows.</summary>
internal sealed class Softmax() : SoftmaxOperator("Softmax")
{
    protected override void Map(Span<double> line)
    {
        TensorPrimitives.Subtract(line, TensorPrimitives.Max<double>(line), line);
        TensorPrimitives.Exp(line, line);
        TensorPrimitives.Divide(line, TensorPrimitives.Sum<double>(line), line);
    }
}
