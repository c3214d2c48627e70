using System.Globalization;
using LionMl.Circuits;
using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>How far the circuit is from the float model.</summary>
internal static class FidelityView
{
    public static void Write(HtmlBuilder html, string title, FidelityReport fidelity)
    {
        html.Element("div", title, HtmlStyle.Heading);
        var facts = new List<(string, HtmlCell)> { ("relative error", Percent(fidelity.RelativeError)) };

        // Files of older versions lack these.
        if (!double.IsNaN(fidelity.MeanAbsError))
        {
            facts.Add(("mean error", NumberText.Short(fidelity.MeanAbsError)));
            facts.Add(("median error", NumberText.Short(fidelity.MedianAbsError)));
        }

        facts.Add(("largest error", NumberText.Short(fidelity.MaxAbsError)));
        if (!double.IsNaN(fidelity.MeanAbsPercentError))
        {
            facts.Add(("mean error in percent", $"{Percent(fidelity.MeanAbsPercentError / 100)} (of each output that is not zero)"));
        }

        facts.Add(("same argmax", HtmlCell.Of(cell =>
        {
            HtmlBars.Track(cell, fidelity.ArgmaxAgreement, fidelity.ArgmaxAgreement >= 1 ? Palette.Green : Palette.Amber);
            cell.Text($" {Units.Percent(Math.Round(fidelity.ArgmaxAgreement, 4))} of {Units.Count(fidelity.Samples)} "
                + (fidelity.Samples == 1 ? "sample" : "samples"));
        })));
        HtmlTable.Facts(html, [.. facts]);
    }

    /// <summary>An error as a percentage; an error against nothing but zeros has none.</summary>
    public static string Percent(double ratio) => double.IsFinite(ratio)
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * ratio:0.###} %")
        : NumberText.Short(ratio);
}
