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

            Draw(ReportSections.Run(result.Record));
        }

        output.WriteLine(result.Verdict);
    }

    private void Draw(ReportSection section)
    {
        if (section.Rows.IsEmpty)
        {
            return;
        }

        if (_isPlain)
        {
            // For logs and pipes.
            PlainReport.Write(output, section);
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
}
