using System.Globalization;
using LionMl.Interactive.Formatting;
using LionMl.Results;

namespace LionMl.Interactive.Progress;

/// <summary>Progress as one line and as HTML.</summary>
internal static class ProgressText
{
    /// <summary>One line.</summary>
    public static string Line(ProgressState state)
    {
        string title = DisplayText.Clean(state.Title, 100);
        if (state.Status == ProgressStatus.Running)
        {
            string phase = state.Phase.Length == 0 ? "starting" : $"{DisplayText.Clean(state.Phase, 100)} {Percent(state)}";
            return $"{title}: {phase}, {Times(state)}";
        }

        string message = state.Message is null ? "" : $" ({DisplayText.Clean(state.Message, 300)})";
        return $"{title}: {Word(state)} {After(state)} {Units.Seconds(state.ElapsedSeconds)}{message}{Phases(state, ": ")}";
    }

    /// <summary>A bar while it runs, one line when it has ended.</summary>
    public static string Html(ProgressState state)
    {
        var html = new HtmlBuilder();
        html.Open("div", HtmlStyle.Page);
        if (state.Status == ProgressStatus.Running)
        {
            html.Element("span", state.Title, "display:inline-block;min-width:72px;font-weight:600;margin-right:8px");
            HtmlBars.LiveTrack(html, state.Fraction, Palette.Blue, 240);
            html.Element("span", Percent(state), "display:inline-block;width:48px;text-align:right;font-variant-numeric:tabular-nums");
            html.Element("span", state.Phase.Length == 0 ? "starting" : state.Phase, "margin-left:12px");
            html.Element("span", " · " + Times(state), HtmlStyle.Muted + ";font-variant-numeric:tabular-nums");
            return html.ToString();
        }

        (string sign, string color) = state.Status switch
        {
            ProgressStatus.Done => ("✓ ", Palette.Green),
            ProgressStatus.Failed => ("✗ ", Palette.Red),
            _ => ("■ ", Palette.Amber),
        };
        html.Element("span", sign, $"color:{color}").Element("span", state.Title, "font-weight:600");
        html.Text($" {Word(state)} {After(state)} {Units.Seconds(state.ElapsedSeconds)}");
        if (state.Message is { } message)
        {
            html.Text(": " + message);
        }

        html.Open("div", HtmlStyle.Muted + ";font-size:12px").Text(Phases(state, ""), 2000).Close();
        return html.ToString();
    }

    private static string Word(ProgressState state) => state.Status switch
    {
        ProgressStatus.Done => "done",
        ProgressStatus.Failed => "failed",
        _ => "cancelled",
    };

    private static string After(ProgressState state) => state.Status == ProgressStatus.Done ? "in" : "after";

    private static string Percent(ProgressState state) =>
        ((int)(100 * Math.Clamp(state.Fraction, 0, 1))).ToString(CultureInfo.InvariantCulture) + " %";

    private static string Times(ProgressState state) =>
        Clock(state.ElapsedSeconds) + " elapsed" + (state.RemainingSeconds is { } rest ? $", about {Clock(rest)} left in this phase" : "");

    private static string Phases(ProgressState state, string before)
    {
        if (state.Phases.IsDefaultOrEmpty)
        {
            return "";
        }

        var shown = state.Phases.Take(20).Select(phase => $"{DisplayText.Clean(phase.Name, 60)} {Units.Seconds(phase.Seconds)}");
        return before + string.Join(", ", shown) + (state.Phases.Length > 20 ? ", …" : "");
    }

    private static string Clock(double seconds)
    {
        long whole = (long)Math.Clamp(Math.Round(seconds), 0, 1e9);
        return whole < 60
            ? $"{whole} s"
            : whole < 3600
                ? string.Create(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:00} min")
                : string.Create(CultureInfo.InvariantCulture, $"{whole / 3600}:{whole / 60 % 60:00}:{whole % 60:00} h");
    }
}
