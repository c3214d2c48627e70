using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>Time, memory, files and options of a verb's run.</summary>
internal static class RunView
{
    /// <summary>The end of every report: one line, and the rest on demand.</summary>
    public static void Footer(HtmlBuilder html, RunRecord record)
    {
        html.Open("details");
        html.Element(
            "summary",
            $"{Units.Seconds(record.TotalSeconds)} · peak memory {Units.Bytes(record.PeakMemoryBytes)} · {record.Cores} "
                + (record.Cores == 1 ? "core" : "cores"),
            HtmlStyle.Summary + ";font-size:12px");
        HtmlTable table = HtmlTable.Open(html, [], []);
        foreach (RecordedOption option in record.Options)
        {
            table.Row(HtmlCell.Mono("--" + option.Key), HtmlCell.Mono(option.Value), option.IsDefault ? "default" : "asked for");
        }

        foreach ((string name, long bytes) in record.Files)
        {
            table.Row(HtmlCell.Mono(name), Units.Bytes(bytes), "written");
        }

        foreach ((string phase, double seconds) in record.PhaseSeconds)
        {
            table.Row(phase, Units.Seconds(seconds), "phase");
        }

        table.Close();
        html.Close();
    }

    /// <summary>One bar of all phases.</summary>
    public static void Phases(HtmlBuilder html, RunRecord record)
    {
        if (record.PhaseSeconds.IsDefaultOrEmpty)
        {
            return;
        }

        html.Element("div", $"time: {Units.Seconds(record.TotalSeconds)}", HtmlStyle.Heading);
        HtmlBars.Segments(
            html,
            [.. record.PhaseSeconds.Take(24).Select(phase => (phase.Key, phase.Value, Units.Seconds(phase.Value)))],
            record.TotalSeconds);
    }

    /// <summary>The phases one below the other, each where it lay in time. A phase that was met twice counts where it came first.</summary>
    public static void Timeline(HtmlBuilder html, RunRecord record)
    {
        if (record.PhaseSeconds.IsDefaultOrEmpty)
        {
            return;
        }

        html.Element("div", $"timeline: {Units.Seconds(record.TotalSeconds)}", HtmlStyle.Heading);
        double total = Math.Max(record.TotalSeconds, record.PhaseSeconds.Sum(phase => phase.Value)), start = 0;
        HtmlTable table = HtmlTable.Open(html, ["phase", "", "time", "share"], [2, 3]);
        for (int i = 0; i < record.PhaseSeconds.Length; i++)
        {
            (string name, double seconds) = record.PhaseSeconds[i];
            double from = total > 0 ? start / total : 0, part = total > 0 ? seconds / total : 0;
            string color = Palette.Of(i);
            table.Row(
                name,
                HtmlCell.Of(cell => HtmlBars.Track(cell, part, color, 320, from)),
                Units.Seconds(seconds),
                Units.Percent(Math.Round(part, 3)));
            start += seconds;
        }

        table.Close();
    }

    /// <summary>A record by itself.</summary>
    public static void Write(HtmlBuilder html, RunRecord record)
    {
        VerdictView.Line(html, record.Verb, Units.Seconds(record.TotalSeconds));
        VerdictView.Warnings(html, record.Warnings);
        Phases(html, record);
        Footer(html, record);
    }
}
