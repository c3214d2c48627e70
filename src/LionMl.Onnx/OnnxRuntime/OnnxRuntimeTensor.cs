using System.Collections.Immutable;

namespace LionMl.Onnx.OnnxRuntime;

/// <summary>What ONNX Runtime says of an input or an output of a model.</summary>
/// <param name="Name">The name.</param>
/// <param name="ElementType">The element type; <see cref="ElementType.Undefined"/> for what is no tensor, or none that a
/// <see cref="Tensor"/> can hold.</param>
/// <param name="Dimensions">The dimensions, null where the model leaves one open. Empty for a scalar, and where the model does not say how
/// many there are.</param>
public sealed record OnnxRuntimeTensor(string Name, ElementType ElementType, ImmutableArray<long?> Dimensions)
{
    /// <summary>Whether a tensor of a shape may be given here.</summary>
    public bool Takes(TensorShape shape) => Dimensions.IsEmpty
        || (Dimensions.Length == shape.Rank && Dimensions.Zip(shape.Dimensions).All(size => (size.First ?? size.Second) == size.Second));

    /// <summary>The type and shape, for messages.</summary>
    public override string ToString() => $"{ElementType} [{string.Join(", ", Dimensions.Select(size => size?.ToString() ?? "?"))}]";
}
