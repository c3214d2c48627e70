using Google.Protobuf;
using LionMl.Onnx.Reading;
using LionMl.Onnx.Schema;

namespace LionMl.Onnx;

/// <summary>
/// Reads ONNX files into a checked <see cref="Graph"/>. Files are untrusted: whatever is in them, the reader ends with a graph or with one
/// <see cref="OnnxException"/> that lists all problems, in time and memory proportional to the file and the limits of the options.
/// </summary>
public static class OnnxReader
{
    /// <summary>Reads a model file; weights stored beside it are found in its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Dimensions and limits; null for <see cref="OnnxReadOptions.Default"/>.</param>
    /// <exception cref="OnnxException">The file is not a usable model; lists all problems.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Graph Read(string path, OnnxReadOptions? options = null)
    {
        using FileStream stream = File.OpenRead(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Read(stream, new ExternalData(folder), options ?? OnnxReadOptions.Default, Path.GetFileName(path));
    }

    /// <summary>Reads a model from a stream, to its end; a model with weights in other files is refused.</summary>
    /// <param name="stream">The bytes of the model.</param>
    /// <param name="options">Dimensions and limits; null for <see cref="OnnxReadOptions.Default"/>.</param>
    /// <exception cref="OnnxException">The bytes are not a usable model; lists all problems.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Graph Read(Stream stream, OnnxReadOptions? options = null) =>
        Read(stream, new ExternalData(null), options ?? OnnxReadOptions.Default, null);

    /// <summary>Reads one tensor in ONNX's format for single tensors (<c>.pb</c>, as in the standard's test data).</summary>
    /// <param name="stream">The bytes of the tensor.</param>
    /// <exception cref="OnnxException">The bytes are not a usable tensor.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Tensor ReadTensor(Stream stream)
    {
        try
        {
            return new TensorReader(new ExternalData(null)).Read(TensorProto.Parser.ParseFrom(stream));
        }
        catch (InvalidProtocolBufferException problem)
        {
            throw new OnnxException($"the bytes are not an ONNX tensor: {problem.Message}");
        }
        catch (NodeProblemException problem)
        {
            throw new OnnxException($"the tensor cannot be read: {problem.Message}");
        }
    }

    private static Graph Read(Stream stream, ExternalData external, OnnxReadOptions options, string? source)
    {
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(stream);
        }
        catch (InvalidProtocolBufferException problem)
        {
            throw new OnnxException(
                [$"the bytes are not an ONNX model (truncated, damaged, or another format): {problem.Message}"], source);
        }

        GraphDraft draft;
        try
        {
            draft = ProtoReader.Read(model, external);
        }
        catch (OnnxException problem) when (source is not null)
        {
            throw new OnnxException(problem.Problems, source);
        }

        return GraphResolver.Resolve(draft, options, source);
    }
}
