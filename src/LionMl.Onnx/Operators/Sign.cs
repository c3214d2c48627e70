namespace LionMl.Onnx.Operators;

/// <summary>−1, 0 or 1, as the element is negative, zero or positive.</summary>
internal sealed class Sign() : UnaryOperator("Sign")
{
    protected override bool TakesIntegers => true;

    protected override void Floats(ReadOnlySpan<float> values, Span<float> result, NodeAttributes attributes)
    {
        for (int i = 0; i < values.Length; i++)
        {
            result[i] = values[i] > 0 ? 1 : values[i] < 0 ? -1 : 0;
        }
    }

    protected override long Integer(long value, NodeAttributes attributes) => Math.Sign(value);
}
