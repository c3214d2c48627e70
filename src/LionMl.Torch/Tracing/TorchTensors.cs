using TorchSharp;
using OnnxTensor = LionMl.Onnx.Tensor;

namespace LionMl.Torch;

/// <summary>Copies values between TorchSharp-style tensors and those of graphs.</summary>
public static class TorchTensors
{
    /// <summary>The values as a graph's tensor of the same shape and type; what is infinite becomes the largest float of that sign.</summary>
    public static OnnxTensor ToOnnx(torch.Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return OnnxValues.From(tensor);
    }

    /// <summary>A graph's values as a tensor of the same shape: float32, int64 or bool.</summary>
    public static torch.Tensor FromOnnx(OnnxTensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return OnnxValues.To(value);
    }
}
