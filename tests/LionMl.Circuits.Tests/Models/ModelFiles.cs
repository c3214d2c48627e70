using LionMl.Onnx;

namespace LionMl.Circuits.Tests.Models;

/// <summary>The models in tests/models.</summary>
internal static class ModelFiles
{
    public static string Folder { get; } = Find();

    public static Graph Graph(string model) => OnnxReader.Read(Path.Combine(Folder, model, "model.onnx"));

    public static TensorSamples Samples(Graph graph, params string[] path)
    {
        using var stream = File.OpenRead(Path.Combine([Folder, .. path]));
        return TensorSamples.Read(stream, graph);
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string models = Path.Combine(folder.FullName, "tests", "models");
            if (Directory.Exists(models))
            {
                return models;
            }
        }

        throw new DirectoryNotFoundException("tests/models is not above the test's folder.");
    }
}
