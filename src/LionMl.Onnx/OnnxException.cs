using System.Collections.Immutable;

namespace LionMl.Onnx;

/// <summary>
/// A model (or an input for it, or a library to run it) that cannot be used. Carries every problem that was found, not only the first.
/// </summary>
public sealed class OnnxException : Exception
{
    // A model of a thousand unsupported nodes must not print a thousand lines; the list itself stays complete.
    private const int ShownProblems = 40;

    /// <summary>One problem.</summary>
    public OnnxException(string problem)
        : this([problem])
    {
    }

    /// <summary>Several problems.</summary>
    /// <param name="problems">Each a sentence that says where, what and what to do; at least one.</param>
    /// <param name="source">The file or graph, named first in the message; may be null.</param>
    public OnnxException(IReadOnlyList<string> problems, string? source = null)
        : base(Compose(problems, source)) => Problems = [.. problems];

    /// <summary>The problems, in the order in which they were found.</summary>
    public ImmutableArray<string> Problems { get; }

    private static string Compose(IReadOnlyList<string> problems, string? source)
    {
        string prefix = source is null ? string.Empty : source + ": ";
        if (problems.Count == 1)
        {
            return prefix + problems[0];
        }

        var lines = problems.Take(ShownProblems).Select(problem => "  - " + problem);
        string rest = problems.Count > ShownProblems ? $"\n  … and {problems.Count - ShownProblems} more" : string.Empty;
        return $"{prefix}{problems.Count} problems:\n{string.Join('\n', lines)}{rest}";
    }
}
