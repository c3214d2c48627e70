using System.Text.Json;

namespace LionMl.Onnx.Tests;

/// <summary>The models in tests/models.</summary>
internal static class TestModels
{
    public static string Folder { get; } = FindFolder();

    public static TheoryData<string> Names() =>
        [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public static string ModelPath(string name) => Path.Combine(Folder, name, "model.onnx");

    public static byte[] ModelBytes(string name) => File.ReadAllBytes(ModelPath(name));

    /// <summary>The entries of an input.json or output.json, one flat list for each tensor.</summary>
    public static float[][] ReadData(string folder, string file, string property)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file)));
        return [.. document.RootElement.GetProperty(property).EnumerateArray().Select(
            entry => entry.EnumerateArray().Select(number => number.GetSingle()).ToArray())];
    }

    /// <summary>The inputs beside a model.</summary>
    public static Dictionary<string, Tensor> Inputs(Graph graph, string folder)
    {
        float[][] data = ReadData(folder, "input.json", "input_data");
        return graph.Inputs.Zip(data).ToDictionary(pair => pair.First.Name, pair => new Tensor(pair.First.Shape, pair.Second));
    }

    private static string FindFolder()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string models = Path.Combine(folder, "tests", "models");
            if (Directory.Exists(models))
            {
                return models;
            }
        }

        throw new DirectoryNotFoundException("tests/models is not above the test's folder.");
    }
}
