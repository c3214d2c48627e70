using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>The largest element of each channel.</summary>
internal sealed class GlobalMaxPool() : GlobalPoolOperator("GlobalMaxPool")
{
    protected override float Reduce(ReadOnlySpan<float> channel, NodeAttributes attributes) =>
        channel.IsEmpty ? 0 : TensorPrimitives.Max(channel);
}
