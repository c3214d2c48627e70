using LionMl.Interactive;
using LionMl.Kernel.Language;
using LionMl.Kernel.Scripting;

namespace LionMl.Kernel.Sessions;

public sealed partial class CellSession
{
    /// <inheritdoc/>
    public CompletionResult Complete(string code, int cursor)
    {
        ArgumentNullException.ThrowIfNull(code);
        cursor = Math.Clamp(cursor, 0, code.Length);
        if (CellCode.DirectiveAt(code, cursor) is not { } directive)
            return new CompletionService(Chain).Complete(code, cursor);

        CompletionResult result = DirectiveCompletion.Complete(directive.Line, directive.Cursor, _magics);
        return result with { Start = directive.Start + result.Start, End = directive.Start + result.End };
    }

    /// <inheritdoc/>
    public InspectionResult? Inspect(string code, int cursor)
    {
        ArgumentNullException.ThrowIfNull(code);
        cursor = Math.Clamp(cursor, 0, code.Length);
        if (CellCode.DirectiveAt(code, cursor) is not { } directive)
            return new InspectionService(Chain).Inspect(code, cursor);

        string line = directive.Line.Trim();
        string? text = line.StartsWith(LionMagics.Prefix, StringComparison.Ordinal) ? _magics.Describe(line) : null;
        text ??= KernelDirectives.Describe(line);
        return text is null ? null : InspectionService.Text(text);
    }

    /// <inheritdoc/>
    public CompletenessResult CheckComplete(string code) => CompletenessService.Check(code);
}
