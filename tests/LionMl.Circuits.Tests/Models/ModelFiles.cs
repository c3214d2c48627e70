using LionMl.Onnx;

namespace LionMl.Circuits.Tests.Models;

/// <summary>The models in tests/models.</summary>
internal static class ModelFiles
{
    private const int ImagePixels = 28 * 28;

    // Models of 28×28 images without samples of their own share some.
    private const string SharedCalibration = "digits28-many.json", SharedEvaluation = "digits28-evaluation.json";

    public static string Folder { get; } = Find();

    public static Graph Graph(string model) => OnnxReader.Read(Path.Combine(Folder, model, "model.onnx"));

    public static TensorSamples Samples(Graph graph, params string[] path)
    {
        using var stream = File.OpenRead(Path.Combine([Folder, .. path]));
        return TensorSamples.Read(stream, graph);
    }

    /// <summary>A model with samples to calibrate on and others to measure it by.</summary>
    public static (Graph Graph, TensorSamples Calibration, TensorSamples Evaluation) Read(string model)
    {
        var graph = Graph(model);
        if (File.Exists(Path.Combine(Folder, model, "calibration.json")))
        {
            return (graph, Samples(graph, model, "calibration.json"), Samples(graph, model, "evaluation.json"));
        }

        return graph.Inputs[0].Shape.ElementCount == ImagePixels
            ? (graph, Samples(graph, SharedCalibration), Samples(graph, SharedEvaluation))
            : (graph, TensorSamples.Synthetic(graph, 0, 1, 16), TensorSamples.Synthetic(graph, 0.1, 0.9, 8));
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
