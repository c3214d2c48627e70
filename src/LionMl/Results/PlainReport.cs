namespace LionMl.Results;

/// <summary>Results as aligned plain text, for logs, pipes and notebooks without HTML: nothing wrapped, nothing drawn.</summary>
public static class PlainReport
{
    private const string Gap = "  ";

    /// <summary>Writes a titled table and an empty line; nothing for a table without rows.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="section">The table.</param>
    /// <param name="maxCellLength">Longer cells are cut and end in an ellipsis.</param>
    public static void Write(TextWriter output, ReportSection section, int maxCellLength = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(section);
        if (section.Rows.IsEmpty)
        {
            return;
        }

        var rows = new List<string[]>();
        if (!section.Columns.IsEmpty)
        {
            rows.Add([.. section.Columns.Select(cell => DisplayText.Clean(cell, maxCellLength))]);
        }

        rows.AddRange(section.Rows.Select(row => (string[])[.. row.Select(cell => DisplayText.Clean(cell, maxCellLength))]));
        int columns = rows.Max(row => row.Length);
        int[] widths = [.. Enumerable.Range(0, columns).Select(i => rows.Max(row => i < row.Length ? row[i].Length : 0))];
        output.WriteLine(DisplayText.Clean(section.Title, maxCellLength));
        foreach (string[] row in rows)
        {
            var cells = row.Select((cell, i) => section.NumberColumns.Contains(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            output.WriteLine((Gap + string.Join(Gap, cells)).TrimEnd());
        }

        output.WriteLine();
    }

    /// <summary>Writes a whole result: the verdict, warnings, every section, and what the run took.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="result">The result.</param>
    /// <param name="maxCellLength">Longer cells are cut and end in an ellipsis.</param>
    public static void Write(TextWriter output, LionResult result, int maxCellLength = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        int maxTextLength = (int)Math.Min(int.MaxValue, 8L * maxCellLength);
        output.WriteLine(DisplayText.Clean(result.Verdict, maxTextLength));
        foreach (string warning in result.Record.Warnings)
        {
            output.WriteLine("warning: " + DisplayText.Clean(warning, maxTextLength));
        }

        output.WriteLine();
        foreach (ReportSection section in (ReportSection[])[.. result.ToReport(), ReportSections.Run(result.Record)])
        {
            Write(output, section, maxCellLength);
        }
    }
}
