using System.Collections.Immutable;
using LionMl.Interactive;
using LionMl.Kernel.Scripting;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Language;

/// <summary>What may stand at a place in a directive.</summary>
internal static class DirectiveCompletion
{
    private const int MaxFiles = 300;

    /// <summary>The candidates; places are relative to the line.</summary>
    public static CompletionResult Complete(string line, int cursor, LionMagics magics)
    {
        if (line.StartsWith(LionMagics.Prefix, StringComparison.Ordinal) && cursor >= LionMagics.Prefix.Length)
        {
            ImmutableArray<string> words = magics.Complete(line, cursor, out int start);
            string kind = start == 0 || !line.AsSpan(0, start).Contains(' ') ? "command" : "option";
            return new CompletionResult(
                [.. words.Select(w => new CompletionMatch(w, w.StartsWith('-') ? "option" : kind == "option" ? "value" : kind))], start, cursor);
        }

        int quote = line.IndexOf('"', StringComparison.Ordinal);
        if (line.TrimStart().StartsWith("#r", StringComparison.Ordinal) && quote >= 0 && cursor > quote)
            return Files(line, quote + 1, cursor);

        int begin = line.Length - line.TrimStart().Length;
        string typed = line[begin..Math.Max(begin, cursor)];
        if (typed.Contains(' ', StringComparison.Ordinal))
            return new CompletionResult([], cursor, cursor);

        int end = line.IndexOf(' ', begin) is >= 0 and int space ? space : line.TrimEnd().Length;
        IEnumerable<string> magicNames = magics.Complete(LionMagics.Prefix, LionMagics.Prefix.Length, out int from)
            .Select(w => LionMagics.Prefix[..Math.Clamp(from, 0, LionMagics.Prefix.Length)] + w);
        return new CompletionResult(
            [
                .. KernelDirectives.All.Select(d => d.Name).Concat(magicNames).Distinct()
                    .Where(n => n.StartsWith(typed, StringComparison.Ordinal)).Select(n => new CompletionMatch(n, "command")),
            ],
            begin,
            Math.Max(end, cursor));
    }

    private static CompletionResult Files(string line, int start, int cursor)
    {
        string typed = line[start..cursor];
        if (typed.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
            return new CompletionResult([], cursor, cursor);

        int name = start + typed.LastIndexOfAny(['/', '\\']) + 1;
        string prefix = line[name..cursor];
        try
        {
            var folder = new DirectoryInfo(Path.GetFullPath(line[start..name] is { Length: > 0 } path ? path : "."));
            IEnumerable<CompletionMatch> matches = folder.EnumerateFileSystemInfos()
                .Where(e => e is DirectoryInfo || e.Extension.Equals(".dll", StringComparison.OrdinalIgnoreCase))
                .Where(e => e.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (prefix.Length > 0 || e.Name[0] != '.'))
                .OrderBy(e => e is DirectoryInfo).ThenBy(e => e.Name, StringComparer.OrdinalIgnoreCase)
                .Take(MaxFiles)
                .Select(e => e is DirectoryInfo ? new CompletionMatch(e.Name + "/", "folder") : new CompletionMatch(e.Name, "file"));
            return new CompletionResult([.. matches], name, cursor);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new CompletionResult([], cursor, cursor);
        }
    }
}
