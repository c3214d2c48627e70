using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>A tensor that a digest covers.</summary>
/// <param name="Name">Its name in the model, or of the layer whose parameters it holds.</param>
/// <param name="Shape">The shape; elements are row-major.</param>
/// <param name="ScaleBits">real value = integer / 2^ScaleBits.</param>
/// <param name="Range">The circuit's rows hold the integers in here.</param>
/// <param name="Encoding">How the integers become field elements.</param>
public sealed record DigestedTensor(string Name, TensorShape Shape, int ScaleBits, IntegerRange Range, DigestEncoding Encoding);
