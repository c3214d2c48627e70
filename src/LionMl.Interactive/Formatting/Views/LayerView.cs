using LionMl.Circuits;
using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>What each layer costs.</summary>
internal static class LayerView
{
    public static void Write(HtmlBuilder html, CostReport cost)
    {
        html.Element(
            "div",
            $"layers: {Units.Count(cost.Macs)} multiply-adds, {Units.Count(cost.NonZeros)} non-zeros",
            HtmlStyle.Heading);
        HtmlTable table = HtmlTable.Open(
            html,
            ["layer", "kind", "MACs", "constraints", "share", "", "A", "B", "C", "width / static", "scale", "attention"],
            [2, 3, 5, 6, 7, 8, 9, 10]);
        foreach (LayerCost layer in cost.Layers)
        {
            (string color, _) = Marking(layer.Severity);
            table.Row(
                HtmlCell.Of(cell => cell.Element("span", layer.Layer, "font-weight:600", layer.Layer.Length > 40 ? layer.Layer : null)),
                layer.Kind,
                Units.Count(layer.Macs),
                Units.Count(layer.Constraints),
                HtmlCell.Of(cell => HtmlBars.Track(cell, layer.Share, color, 72)),
                Units.Percent(Math.Round(layer.Share, 3)),
                Units.Count(layer.NonZerosA),
                Units.Count(layer.NonZerosB),
                Units.Count(layer.NonZerosC),
                HtmlCell.Of(cell => cell.Open("span", "", Reserve(layer)).Text(layer.Width == 0 ? "–" : $"{layer.Width}")
                    .Text($" / {layer.StaticBits} bits").Close()),
                HtmlCell.Of(cell => cell.Text("2").Element("sup", $"{layer.ScaleBits}", "font-size:9px;line-height:0")),
                HtmlCell.Of(cell => Badge(cell, layer)));
        }

        table.Close();
    }

    private static string Reserve(LayerCost layer) => layer switch
    {
        { Width: 0 } => "no decomposition",
        { SaturationMargin: 0 } => "the worst case fits: no input can exceed the width",
        _ => $"calibrated: {layer.SaturationMargin} bits below the worst case; inputs that exceed the width have no proof",
    };

    private static (string Color, string Words) Marking(LayerSeverity severity) => severity switch
    {
        LayerSeverity.High => (Palette.Red, "▲ high"),
        LayerSeverity.Notable => (Palette.Amber, "● notable"),
        _ => (Palette.Blue, ""),
    };

    private static void Badge(HtmlBuilder html, LayerCost layer)
    {
        (string color, string words) = Marking(layer.Severity);
        if (words.Length > 0)
        {
            html.Element(
                "span",
                words,
                $"white-space:nowrap;border:1px solid {color};background:{color}26;border-radius:9px;padding:0 7px;font-size:11px");
        }
    }
}
