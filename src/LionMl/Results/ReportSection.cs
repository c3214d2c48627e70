using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl.Results;

/// <summary>A titled table that any front end can draw.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Columns">Column headings; empty for a list of facts with two columns.</param>
/// <param name="Rows">Cells as plain text, one array for each row.</param>
[TypeFormatterSource("LionMl.Interactive.Formatting.PartFormatterSource, LionMl.Interactive")]
public sealed record ReportSection(string Title, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>Columns that hold numbers and are set flush right.</summary>
    public ImmutableArray<int> NumberColumns { get; init; } = [];

    /// <summary>A list of named facts.</summary>
    public static ReportSection Facts(string title, params ReadOnlySpan<(string Name, string Value)> facts)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>(facts.Length);
        foreach ((string name, string value) in facts)
        {
            rows.Add([name, value]);
        }

        return new ReportSection(title, [], rows.DrainToImmutable());
    }
}
