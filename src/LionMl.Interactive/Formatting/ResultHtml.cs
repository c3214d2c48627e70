using LionMl.Circuits;
using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>The HTML of every result: a verdict, warnings, what matters of its kind, and what the run took.</summary>
internal static class ResultHtml
{
    /// <summary>The whole report.</summary>
    public static string Write(LionResult result)
    {
        var html = new HtmlBuilder();
        html.Open("div", HtmlStyle.Page);
        Verdict(html, result);
        VerdictView.Warnings(html, result.Record.Warnings);
        Body(html, result);
        RunView.Footer(html, result.Record);
        return html.ToString();
    }

    /// <summary>The sections that any result has, for kinds without a view of their own.</summary>
    public static void Sections(HtmlBuilder html, LionResult result)
    {
        foreach (ReportSection section in result.ToReport())
        {
            HtmlTable.Section(html, section);
        }
    }

    private static void Verdict(HtmlBuilder html, LionResult result)
    {
        switch (result)
        {
            case VerifyResult verify:
                VerdictView.Large(
                    html,
                    verify.IsAccepted,
                    verify.IsAccepted ? "accepted" : "rejected",
                    verify.IsAccepted ? Subject(verify) : verify.Reason ?? "no reason is known");
                break;
            case RunResult run:
                VerdictView.Large(
                    html,
                    run.Verification.IsAccepted,
                    run.Verification.IsAccepted ? "proved and accepted" : "rejected",
                    run.Verification.IsAccepted ? run.Proof.Verdict : run.Verification.Reason ?? "no reason is known");
                break;
            default:
                if (result.Outcome == FailureKind.None)
                {
                    // The fingerprint in the verdict of a setup stands below, where it can be copied.
                    VerdictView.Line(
                        html, result.Record.Verb, result is SetupResult setup ? $"keys are in {setup.Folder}" : result.Verdict);
                }
                else
                {
                    VerdictView.Large(html, false, result.Record.Verb, result.Verdict);
                }

                break;
        }
    }

    private static void Body(HtmlBuilder html, LionResult result)
    {
        switch (result)
        {
            case QuantizeResult quantize:
                ResultViews.Quantize(html, quantize);
                break;
            case ExportResult export:
                GraphView.Body(html, export.Graph);
                break;
            case TableResult table:
                LayerView.Write(html, table.Cost);
                CircuitView.Write(html, table.Circuit);
                CalibrationView.Write(html, table.Calibration);
                break;
            case EstimateResult estimate:
                ResultViews.Estimate(html, estimate);
                break;
            case SetupResult setup:
                ResultViews.Setup(html, setup);
                break;
            case MockResult mock:
                FidelityView.Write(html, "against the float model", mock.Fidelity);
                CircuitView.Write(html, mock.Circuit);
                break;
            case ProveResult prove:
                ResultViews.Prove(html, prove);
                RunView.Phases(html, prove.Record);
                break;
            case VerifyResult verify:
                ResultViews.Verify(html, verify);
                break;
            case RunResult run:
                RunView.Timeline(html, run.Record);
                ResultViews.Prove(html, run.Proof);
                ResultViews.Verify(html, run.Verification);
                break;
            default:
                Sections(html, result);
                break;
        }
    }

    private static string Subject(VerifyResult verify) =>
        (verify.Instances == 1 ? "one instance" : $"{Units.Count(verify.Instances)} instances")
            + (verify.Statement is { } statement ? $" of {DisplayText.Clean(statement.Model.Name, 100)}" : "")
            + (verify.IsKeyExpected ? ", under the expected key" : ", under a key that is the prover's word");
}
