using LionMl.Onnx;
using OnnxTensor = LionMl.Onnx.Tensor;

namespace TorchSharp;

/// <summary>Values between this library's tensors and those of a graph.</summary>
internal static class OnnxValues
{
    public static ElementType TypeOf(ScalarType type) => type switch
    {
        ScalarType.Float32 => ElementType.Float,
        ScalarType.Float64 => ElementType.Double,
        ScalarType.Int32 => ElementType.Int32,
        ScalarType.Int64 => ElementType.Int64,
        ScalarType.Bool => ElementType.Bool,
        _ => throw Dtypes.Unsupported(type),
    };

    public static TensorShape ShapeOf(torch.Tensor tensor) => TensorShape.Of([.. tensor.shape.Select(size => checked((int)size))]);

    /// <summary>
    /// A copy for a graph. Infinities, which no circuit can hold, become the largest float: a mask of them does the same.
    /// </summary>
    public static OnnxTensor From(torch.Tensor tensor)
    {
        TensorShape shape = ShapeOf(tensor);
        return tensor.dtype switch
        {
            ScalarType.Bool => new OnnxTensor(shape, tensor.Dense<bool>().ToArray()),
            ScalarType.Float32 or ScalarType.Float64 => new OnnxTensor(
                shape,
                Array.ConvertAll(Elementwise.Convert(tensor, ScalarType.Float32).Dense<float>().ToArray(), Finite),
                TypeOf(tensor.dtype)),
            _ => new OnnxTensor(shape, Elementwise.Convert(tensor, ScalarType.Int64).Dense<long>().ToArray(), TypeOf(tensor.dtype)),
        };
    }

    public static torch.Tensor To(OnnxTensor value)
    {
        long[] shape = [.. value.Shape.Dimensions.Select(size => (long)size)];
        return value.Type == ElementType.Bool ? torch.Tensor.Of(value.Booleans.ToArray(), shape)
            : value.Type.IsFloating() ? torch.Tensor.Of(value.Floats.ToArray(), shape)
            : torch.Tensor.Of(value.Integers.ToArray(), shape);
    }

    private static float Finite(float value) => float.IsInfinity(value) ? MathF.CopySign(float.MaxValue, value) : value;
}
