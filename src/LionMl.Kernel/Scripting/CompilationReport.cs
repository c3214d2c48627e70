using System.Collections.Immutable;
using LionMl.Kernel.Sessions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LionMl.Kernel.Scripting;

/// <summary>Compile errors with their place in the cell, the line at fault, and a hint where notebooks differ from files.</summary>
internal static class CompilationReport
{
    private const int MaxErrors = 10;

    /// <summary>The error that a cell which does not compile is shown as.</summary>
    public static CellError Of(CompilationException exception)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (Diagnostic error in exception.Errors.Take(MaxErrors))
            AddError(lines, error);

        if (exception.Errors.Length > MaxErrors)
            lines.Add($"… {exception.Errors.Length - MaxErrors} more errors");

        foreach (string hint in ScriptHints.For(exception))
            lines.Add("Hint: " + hint);

        return new CellError("CompilationError", Headline(exception.Errors[0]), lines.ToImmutable());
    }

    private static string Headline(Diagnostic error)
    {
        FileLinePositionSpan place = error.Location.GetLineSpan();
        string text = $"{error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
        return place.IsValid && place.Path.Length > 0
            ? $"{place.Path}, line {place.StartLinePosition.Line + 1}, column {place.StartLinePosition.Character + 1}: {text}"
            : text;
    }

    private static void AddError(ImmutableArray<string>.Builder lines, Diagnostic error)
    {
        lines.Add(Headline(error));
        if (error.Location.SourceTree is not { } tree)
            return;

        SourceText text = tree.GetText();
        LinePositionSpan span = error.Location.GetLineSpan().Span;
        if (span.Start.Line >= text.Lines.Count)
            return;

        string source = text.Lines[span.Start.Line].ToString();
        if (source.Length > 200)
            return;

        int end = span.End.Line == span.Start.Line ? span.End.Character : source.Length;
        // Tabs are copied, so that the mark stands below the text whatever their width.
        string indent = string.Concat(source.Take(span.Start.Character).Select(c => c == '\t' ? '\t' : ' '));
        lines.Add("    " + source);
        lines.Add("    " + indent + new string('^', Math.Max(1, end - span.Start.Character)));
    }
}
