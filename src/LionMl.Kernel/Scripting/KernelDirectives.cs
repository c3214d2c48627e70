using System.Collections.Immutable;

namespace LionMl.Kernel.Scripting;

/// <summary>The directives that the kernel itself understands.</summary>
internal static class KernelDirectives
{
    /// <summary>Each with one line of help.</summary>
    public static ImmutableArray<(string Name, string Usage, string Help)> All { get; } =
    [
        ("#r", "#r \"path.dll\"", "uses a library; the path is relative to the working directory"),
        ("#r", "#r \"nuget: Name, 1.2.3\"", "uses a NuGet package and what it needs"),
        ("#!time", "#!time", "prints how long the rest of the cell takes"),
        ("#!help", "#!help", "lists these directives"),
        ("#!lion-help", "#!lion-help", "lists the commands that make and check proofs"),
    ];

    /// <summary>The help text.</summary>
    public static string Help
    {
        get
        {
            int width = All.Max(d => d.Usage.Length) + 2;
            return string.Join('\n', All.Select(d => $"{d.Usage.PadRight(width)}{d.Help}")) + '\n';
        }
    }

    /// <summary>The help on one directive, or null.</summary>
    public static string? Describe(string line)
    {
        string word = line.Trim().Split(' ', 2)[0];
        string[] lines = [.. All.Where(d => d.Name == word).Select(d => $"{d.Usage}: {d.Help}")];
        return lines.Length == 0 ? null : string.Join('\n', lines);
    }
}
