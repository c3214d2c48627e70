using System.Collections.Immutable;
using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.Onnx;

namespace LionMl.Running;

/// <summary>Reads EZKL's data files; every problem is told with the file's name.</summary>
internal static class DataFiles
{
    private const string Remedy = "give a JSON file with \"input_data\"";

    /// <summary>Reads samples for a model.</summary>
    public static TensorSamples Read(string path, Graph model)
    {
        using FileStream stream = ArtifactFile.Open(path, Remedy);
        try
        {
            return TensorSamples.Read(stream, model);
        }
        catch (CircuitException failure)
        {
            throw LionException.BadInput($"{path}: {failure.Message}", failure);
        }
    }

    /// <summary>The shapes that a data file states; empty where it states none.</summary>
    public static ImmutableArray<TensorShape> ReadShapes(string path)
    {
        using FileStream stream = ArtifactFile.Open(path, Remedy);
        try
        {
            return TensorSamples.ReadInputShapes(stream) is { } shapes ? [.. shapes] : [];
        }
        catch (CircuitException failure)
        {
            throw LionException.BadInput($"{path}: {failure.Message}", failure);
        }
    }
}
