using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>The logarithm of Softmax.</summary>
internal sealed class LogSoftmax() : SoftmaxOperator("LogSoftmax")
{
    protected override void Map(Span<double> line)
    {
        TensorPrimitives.Subtract(line, TensorPrimitives.Max<double>(line), line);
        double sum = 0;
        foreach (double element in line)
        {
            sum += Math.Exp(element);
        }

        TensorPrimitives.Subtract(line, Math.Log(sum), line);
    }
}
