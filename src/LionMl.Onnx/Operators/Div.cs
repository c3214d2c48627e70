using System.Numerics.Tensors;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>Element-wise quotient of two tensors; that of integers is cut towards zero.</summary>
internal sealed class Div() : BinaryOperator("Div")
{
    protected override void Floats(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> result) =>
        TensorPrimitives.Divide(left, right, result);

    protected override void Integers(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<long> result, bool unsigned)
    {
        for (int i = 0; i < result.Length; i++)
        {
            if (right[i] == 0)
            {
                throw new NodeProblemException("it divides an integer by zero");
            }

            // The one quotient that the machine cannot hold wraps, as every other result does.
            result[i] = unsigned ? (long)((ulong)left[i] / (ulong)right[i]) : right[i] == -1 ? unchecked(-left[i]) : left[i] / right[i];
        }
    }
}
