namespace LionMl.Algebra.Tests.Vectors;

/// <summary>Files embedded in this assembly.</summary>
internal static class TestFile
{
    public static Stream Read(string name) =>
        typeof(TestFile).Assembly.GetManifestResourceStream("LionMl.Algebra.Tests.Vectors." + name)
        ?? throw new FileNotFoundException($"No embedded file {name}.");
}
