namespace LionMl.Onnx;

/// <summary>Writes a <see cref="Graph"/> as an ONNX file of opset 17.</summary>
public static class OnnxWriter
{
    /// <summary>The file's bytes; the same graph always gives the same bytes.</summary>
    public static byte[] Write(Graph graph) => throw new NotImplementedException();

    /// <summary>Writes the file's bytes to a stream.</summary>
    public static void Write(Graph graph, Stream destination) => throw new NotImplementedException();
}
