using System.Globalization;
using LionMl.Results;
using Spectre.Console;

namespace LionMl.Cli;

/// <summary>Draws the sections of a result.</summary>
internal sealed class ReportRenderer(TextWriter output)
{
    private readonly bool _isPlain = !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected;
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    /// <summary>Draws one result.</summary>
    public void Render(LionResult result, bool isQuiet)
    {
        if (!isQuiet)
        {
            foreach (ReportSection section in result.ToReport())
            {
                Draw(section);
            }

            Draw(RunSection(result.Record));
        }

        output.WriteLine(result.Verdict);
    }

    private static ReportSection RunSection(RunRecord record)
    {
        var facts = new List<(string, string)>();
        string[] defaults = [.. record.Options.Where(option => option.IsDefault).Select(option => $"--{option.Key} {option.Value}")];
        if (defaults.Length > 0)
        {
            facts.Add(("defaults used", string.Join("  ", defaults)));
        }

        if (record.Files.Length > 0)
        {
            facts.Add(("files", string.Join("  ", record.Files.Select(file => $"{file.Key} {Units.Bytes(file.Value)}"))));
        }

        string phases = string.Join(", ", record.PhaseSeconds.Select(pair => $"{pair.Key} {Units.Seconds(pair.Value)}"));
        facts.Add(("time", Units.Seconds(record.TotalSeconds) + (phases.Length > 0 ? $" ({phases})" : string.Empty)));
        facts.Add(("peak memory", Units.Bytes(record.PeakMemoryBytes)));
        facts.Add(("cores", record.Cores.ToString(CultureInfo.InvariantCulture)));
        return ReportSection.Facts("run", [.. facts]);
    }

    private void Draw(ReportSection section)
    {
        if (section.Rows.IsEmpty)
        {
            return;
        }

        if (_isPlain)
        {
            DrawPlain(section);
            return;
        }

        _console.Write(new Text(section.Title, new Style(decoration: Decoration.Bold)));
        _console.WriteLine();
        bool hasHead = !section.Columns.IsEmpty;
        var table = new Table { Border = hasHead ? TableBorder.Simple : TableBorder.None, ShowHeaders = hasHead };
        for (int i = 0; i < section.Rows[0].Length; i++)
        {
            var column = new TableColumn(new Text(section.Columns.IsEmpty ? string.Empty : section.Columns[i]));
            table.AddColumn(section.NumberColumns.Contains(i) ? column.RightAligned() : i == 0 ? column.NoWrap().PadLeft(2) : column);
        }

        foreach (var row in section.Rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        _console.Write(table);
        _console.WriteLine();
    }

    // For logs and pipes: columns set with spaces, nothing wrapped, nothing drawn.
    private void DrawPlain(ReportSection section)
    {
        var rows = new List<IReadOnlyList<string>>();
        if (!section.Columns.IsEmpty)
        {
            rows.Add(section.Columns);
        }

        rows.AddRange(section.Rows.Select(row => (IReadOnlyList<string>)row));
        int[] widths = [.. Enumerable.Range(0, rows[0].Count).Select(i => rows.Max(row => row[i].Length))];
        output.WriteLine(section.Title);
        foreach (IReadOnlyList<string> row in rows)
        {
            var cells = row.Select((cell, i) => section.NumberColumns.Contains(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            output.WriteLine(("  " + string.Join("  ", cells)).TrimEnd());
        }

        output.WriteLine();
    }
}
