using System.Collections.Immutable;
using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>What calibration tried, and how each layer's width fits what was seen.</summary>
internal static class CalibrationView
{
    private const int MaxTrials = 60;

    public static void Write(HtmlBuilder html, CalibrationRecord calibration)
    {
        FidelityView.Write(html, "on the calibration samples (which flatter: measure on others)", calibration.OnSamples);
        Trials(html, calibration.Trials);
        Failures(html, calibration);
        Saturation(html, calibration);
    }

    private static void Trials(HtmlBuilder html, ImmutableArray<CalibrationTrial> trials)
    {
        if (trials.IsDefaultOrEmpty)
        {
            return;
        }

        html.Open("details").Element("summary", $"{Units.Count(trials.Length)} settings that calibration tried", HtmlStyle.Summary);
        HtmlTable table = HtmlTable.Open(
            html,
            ["input bits", "weights", "activations", "adjusted", "constraints", "non-zeros", "relative error", "argmax", "verdict"],
            [0, 1, 2, 4, 5, 6, 7],
            MaxTrials);

        // What tells most comes first: there may be more trials than a notebook should hold.
        foreach (CalibrationTrial trial in trials.OrderBy(Rank))
        {
            bool hasFailed = trial.Failure is not null;
            table.Row(
                $"{trial.InputBits}",
                $"{trial.WeightBits}",
                $"{trial.ActivationBits}",
                trial.Adjustments,
                hasFailed ? "" : Units.Count(trial.Constraints),
                hasFailed ? "" : Units.Count(trial.NonZeros),
                trial.Fidelity is { } fidelity ? FidelityView.Percent(fidelity.RelativeError) : "",
                trial.Fidelity is { } same ? Units.Percent(Math.Round(same.ArgmaxAgreement, 4)) : "",
                HtmlCell.Of(cell => Verdict(cell, trial)));
        }

        table.Close();
        html.Close();
    }

    // By themselves, since the table of trials is cut where there are many.
    private static void Failures(HtmlBuilder html, CalibrationRecord calibration)
    {
        ReportSection failures = ReportSections.Failures(calibration);
        if (failures.Rows.Length > 0)
        {
            html.Open("details").Element("summary", "why settings failed", HtmlStyle.Summary);
            HtmlTable.Section(html, failures);
            html.Close();
        }
    }

    private static int Rank(CalibrationTrial trial) => trial switch
    {
        { Verdict: "chosen" } => 0,
        { Adjustments.Length: 0 } when trial.InputBits == trial.WeightBits && trial.WeightBits == trial.ActivationBits => 1,
        _ => 2,
    };

    private static void Verdict(HtmlBuilder html, CalibrationTrial trial)
    {
        if (trial.Failure is { } failure)
        {
            html.Element("span", "✗ ", $"color:{Palette.Red}").Text(failure);
        }
        else if (trial.Verdict == "chosen")
        {
            html.Element("span", "✓ ", $"color:{Palette.Green}").Element("span", trial.Verdict, "font-weight:600");
        }
        else
        {
            html.Text(trial.Verdict);
        }
    }

    private static void Saturation(HtmlBuilder html, CalibrationRecord calibration)
    {
        if (calibration.Layers.IsDefaultOrEmpty)
        {
            return;
        }

        html.Open("details").Element("summary", "how the widths fit what the samples needed", HtmlStyle.Summary);
        HtmlTable.Grid(html, ReportSections.Saturation(calibration));
        html.Close();
    }
}
