using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl.Running;

/// <summary>Reads a model, with symbolic dimensions from the options or from the shapes of data files.</summary>
internal static class ModelReader
{
    /// <summary>Reads a model.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="dimensions">Dimensions that the caller gave.</param>
    /// <param name="dataFiles">Files whose <c>input_shapes</c> may settle the others.</param>
    /// <param name="recorder">Records the dimensions used.</param>
    public static Graph Read(string path, ImmutableDictionary<string, int> dimensions, ImmutableArray<string> dataFiles, Recorder recorder)
    {
        foreach ((string name, int value) in dimensions)
        {
            recorder.Given($"dim {name}", $"{value}");
        }

        ImmutableArray<TensorShape> shapes = dataFiles.Select(DataFiles.ReadShapes).FirstOrDefault(one => !one.IsEmpty, []);
        return OnnxReader.Read(path, new OnnxReadOptions { Dimensions = dimensions, InputShapes = shapes });
    }
}
