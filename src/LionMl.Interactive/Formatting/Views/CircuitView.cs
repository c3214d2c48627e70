using LionMl.Results;
using LionMl.Varuna;

namespace LionMl.Interactive.Formatting;

/// <summary>A circuit's counts beside their domains.</summary>
internal static class CircuitView
{
    public static void Write(HtmlBuilder html, CircuitSummary circuit)
    {
        CircuitInfo info = circuit.Info;
        html.Element("div", "circuit", HtmlStyle.Heading);
        HtmlTable table = HtmlTable.Open(html, ["", "count", "domain", "used", "", "room left"], [1, 2, 4, 5]);
        Row(table, "constraints", info.ConstraintCount, info.ConstraintDomainSize);
        Row(table, "variables", info.VariableCount, info.VariableDomainSize);
        Row(table, "non-zeros of A", info.NonZeroCount(0), info.NonZeroDomainSize(0));
        Row(table, "non-zeros of B", info.NonZeroCount(1), info.NonZeroDomainSize(1));
        Row(table, "non-zeros of C", info.NonZeroCount(2), info.NonZeroDomainSize(2));
        Row(table, "public inputs (padded)", info.PublicCount, info.PublicDomainSize);
        table.Close();
    }

    private static void Row(HtmlTable table, string name, int count, int domain)
    {
        double used = (double)count / domain;
        table.Row(
            name,
            Units.Count(count),
            HtmlCell.Of(html => html.Text("2").Element("sup", $"{int.Log2(domain)}", "font-size:9px;line-height:0")),
            HtmlCell.Of(html => HtmlBars.Track(html, used, Palette.Blue)),
            Units.Percent(Math.Round(used, 3)),
            Units.Count(domain - count));
    }
}
