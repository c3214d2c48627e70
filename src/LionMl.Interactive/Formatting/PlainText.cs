using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>Plain text of values that are made of sections.</summary>
internal static class PlainText
{
    /// <summary>Longer names make lines that no screen holds.</summary>
    private const int MaxCellLength = 160;

    /// <summary>A result.</summary>
    public static string Write(LionResult result)
    {
        using var text = NewWriter();
        PlainReport.Write(text, result, MaxCellLength);
        return text.ToString().TrimEnd();
    }

    /// <summary>Sections one after the other.</summary>
    public static string Write(IEnumerable<ReportSection> sections)
    {
        using var text = NewWriter();
        foreach (ReportSection section in sections)
        {
            PlainReport.Write(text, section, MaxCellLength);
        }

        return text.ToString().TrimEnd();
    }

    private static StringWriter NewWriter() => new(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
}
