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
        HtmlTable.Facts(
            html,
            ("relative error", Percent(fidelity.RelativeError)),
            ("largest error", NumberText.Short(fidelity.MaxAbsError)),
            ("same argmax", HtmlCell.Of(cell =>
            {
                HtmlBars.Track(cell, fidelity.ArgmaxAgreement, fidelity.ArgmaxAgreement >= 1 ? Palette.Green : Palette.Amber);
                cell.Text($" {Units.Percent(Math.Round(fidelity.ArgmaxAgreement, 4))} of {Units.Count(fidelity.Samples)} "
                    + (fidelity.Samples == 1 ? "sample" : "samples"));
            })));
    }

    /// <summary>An error as a percentage; an error against nothing but zeros has none.</summary>
    public static string Percent(double ratio) => double.IsFinite(ratio)
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * ratio:0.###} %")
        : NumberText.Short(ratio);
}
