using System.Collections.Immutable;

namespace LionMl.Interactive.Formatting;

/// <summary>The first thing to read: how it ended, and what to know about it.</summary>
internal static class VerdictView
{
    /// <summary>A small line for a step that ended well.</summary>
    public static void Line(HtmlBuilder html, string verb, string text)
    {
        html.Open("div", Panel(Palette.Blue, "5px 12px") + "font-size:13px");
        html.Element("span", verb, "font-weight:600;margin-right:4px");
        // A space as well: a notebook that is not trusted has no margins.
        html.Text(" " + text, 1000).Close();
    }

    /// <summary>A large line for a verdict.</summary>
    public static void Large(HtmlBuilder html, bool isGood, string word, string detail)
    {
        string color = isGood ? Palette.Green : Palette.Red;
        html.Open("div", Panel(color, "8px 14px"));
        html.Open("div", "font-size:20px;font-weight:700;line-height:1.3");
        html.Element("span", isGood ? "✓ " : "✗ ", $"color:{color}").Text(word).Close();
        if (detail.Length > 0)
        {
            html.Open("div", "font-size:13px;overflow-wrap:anywhere").Text(detail, 1000).Close();
        }

        html.Close();
    }

    /// <summary>Notes that must be seen.</summary>
    public static void Warnings(HtmlBuilder html, ImmutableArray<string> warnings)
    {
        foreach (string warning in warnings.Take(20))
        {
            html.Open("div", Panel(Palette.Amber, "4px 12px") + "font-size:12.5px;overflow-wrap:anywhere");
            html.Element("span", "⚠ warning ", "font-weight:600").Text(warning, 1000).Close();
        }

        if (warnings.Length > 20)
        {
            html.Element("div", $"… and {warnings.Length - 20} more warnings", HtmlStyle.Muted);
        }
    }

    private static string Panel(string color, string padding) =>
        $"border:none;border-left:4px solid {color};background:{color}1f;border-radius:0 6px 6px 0;padding:{padding};margin:4px 0;"
            + "max-width:900px;box-sizing:border-box;";
}
