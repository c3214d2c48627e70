using LionMl.Commands;
using LionMl.Interactive;
using LionMl.Kernel.Scripting;

namespace LionMl.Kernel.Sessions;

public sealed partial class CellSession
{
    private CellResult RunDirective(CellRun run, CellSegment segment)
    {
        string line = segment.Text;
        CellResult result = run.RunKernelWork(() =>
        {
            if (line.StartsWith(LionMagics.Prefix, StringComparison.Ordinal))
                _execute(line);
            else if (line.StartsWith("#r", StringComparison.Ordinal))
                _libraries.Value.Add(line, run.Cell.Output, run.Cell.Cancelled);
            else if (IsWord(line, "#!help"))
                run.Cell.Output.Print(false, KernelDirectives.Help);
            else if (!IsWord(line, "#!csharp") && !IsWord(line, "#!c#"))
                throw new DirectiveException(Unknown(line));
        });
        return result.Error is { Name: "DirectiveError" } error
            ? new CellResult(null, CellTraceback.Line(error.Name, AtLine(run.Cell.Number, segment.Line, error.Message)))
            : result;
    }

    private string Unknown(string line)
    {
        string word = line.Split(' ', '\t')[0];
        string? nearest = NearestName.Of(word, KernelDirectives.All.Select(d => d.Name).Concat(LionMagics.Names), lettersPerChange: 3);
        return $"There is no directive {word}{(nearest is null ? "; #!help lists them." : $". Did you mean {nearest}?")}";
    }

    private static bool IsWord(string line, string word) =>
        line.StartsWith(word, StringComparison.Ordinal) && (line.Length == word.Length || char.IsWhiteSpace(line[word.Length]));

    private static string AtLine(int cell, int line, string message) => $"Cell {cell}, line {line + 1}: {message}";
}
