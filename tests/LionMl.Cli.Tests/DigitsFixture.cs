namespace LionMl.Cli.Tests;

/// <summary>The digit classifier quantised, set up with a small sandbox and proved once; tests work on copies of its folder.</summary>
public sealed class DigitsFixture : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lionml-digits-");
    private readonly string? _homeBefore = Environment.GetEnvironmentVariable("LIONML_HOME");

    public DigitsFixture()
    {
        // The cache of the user must not be read or written by tests.
        Environment.SetEnvironmentVariable("LIONML_HOME", Path.Combine(_root.FullName, "home"));
        Quantized = CommandLine.Run("quantize", Data("model.onnx"), "--data", Data("calibration.json"), "--out", Folder, "--json");
        SetUp = CommandLine.Run("setup", Folder, "--srs", "sandbox", "--json");
        Proved = CommandLine.Run("prove", Folder, "--input", Data("input.json"), "--json");
    }

    internal CommandLine Quantized { get; }

    internal CommandLine SetUp { get; }

    internal CommandLine Proved { get; }

    public string Folder => Path.Combine(_root.FullName, "digits");

    public static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "digits8-conv", name);

    /// <summary>A copy of the finished folder that a test may spoil.</summary>
    public string Copy()
    {
        string copy = Path.Combine(_root.FullName, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.EnumerateFiles(Folder))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    /// <summary>A file outside of any artifact folder.</summary>
    public string Scratch(string text)
    {
        string path = Path.Combine(_root.FullName, Guid.NewGuid().ToString("N") + ".json");
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("LIONML_HOME", _homeBefore);
        _root.Delete(recursive: true);
    }
}
