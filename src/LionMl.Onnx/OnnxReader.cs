namespace LionMl.Onnx;

/// <summary>Reads ONNX files into a checked <see cref="Graph"/>.</summary>
public static class OnnxReader
{
    /// <summary>Reads a model file; weights stored beside it are found in its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Dimensions and limits; null for <see cref="OnnxReadOptions.Default"/>.</param>
    /// <exception cref="OnnxException">The file is not a usable model; lists all problems.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Graph Read(string path, OnnxReadOptions? options = null) => throw new NotImplementedException();

    /// <summary>Reads a model from a stream, to its end; a model with weights in other files is refused.</summary>
    /// <param name="stream">The bytes of the model.</param>
    /// <param name="options">Dimensions and limits; null for <see cref="OnnxReadOptions.Default"/>.</param>
    /// <exception cref="OnnxException">The bytes are not a usable model; lists all problems.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Graph Read(Stream stream, OnnxReadOptions? options = null) => throw new NotImplementedException();
}
