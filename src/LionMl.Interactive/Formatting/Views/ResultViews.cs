using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.Onnx;
using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>What is particular to one kind of result each.</summary>
internal static class ResultViews
{
    public static void Quantize(HtmlBuilder html, QuantizeResult result)
    {
        HtmlTable.Facts(
            html,
            ("model", result.Source.Name),
            ("inputs", Tensors(result.Inputs)),
            ("outputs", Tensors(result.Outputs)),
            ("float reference", result.Reference),
            ("constraints sha256", HtmlCell.Mono(result.CircuitSha256)));
        CircuitView.Write(html, result.Circuit);
        LayerView.Write(html, result.Cost);
        CalibrationView.Write(html, result.Calibration);
    }

    public static void Estimate(HtmlBuilder html, EstimateResult result)
    {
        Cost(html, result.Estimate);
        HtmlTable.Facts(
            html,
            ("sandbox SRS", $"log size {result.Srs.LogSize}"),
            ("Aleo's SRS in the cache", HtmlCell.Of(cell => Enough(cell, result.IsAleoEnough))));
        CircuitView.Write(html, result.Circuit);
    }

    /// <summary>Time and space, also by themselves.</summary>
    public static void Cost(HtmlBuilder html, CostEstimate estimate)
    {
        html.Element("div", "estimate for this machine", HtmlStyle.Heading);
        double longest = Math.Max(1e-9, Math.Max(estimate.SetupSeconds, estimate.ProvingSeconds));
        HtmlTable table = HtmlTable.Open(html, [], [1]);
        Row("setup", Units.Seconds(estimate.SetupSeconds), estimate.SetupSeconds / longest);
        Row("one proof", Units.Seconds(estimate.ProvingSeconds), estimate.ProvingSeconds / longest);
        Row("peak memory", Units.Bytes(estimate.PeakMemoryBytes), null);
        Row("proving key", Units.Bytes(estimate.ProvingKeyBytes), null);
        Row("verifying key", $"{estimate.VerifyingKeyBytes} B", null);
        Row("SRS degree", Units.Count(estimate.SrsDegree), null);
        table.Close();

        void Row(string name, string value, double? part) => table.Row(
            HtmlCell.Of(cell => cell.Element("span", name, HtmlStyle.Muted)),
            value,
            HtmlCell.Of(cell =>
            {
                if (part is { } ratio)
                {
                    HtmlBars.Track(cell, ratio, Palette.Blue, 160);
                }
            }));
    }

    public static void Setup(HtmlBuilder html, SetupResult result)
    {
        html.Element("div", "keys", HtmlStyle.Heading);
        HtmlTable.Facts(
            html,
            ("Varuna", result.Varuna),
            ("SRS", HtmlCell.Of(cell => Srs(cell, result.Srs))),
            ("proving key", FileSize(result.Record, ArtifactNames.ProvingKey)),
            ("verifying key", FileSize(result.Record, ArtifactNames.VerifyingKey)),
            ("fingerprint sha256", HtmlCell.Mono(result.KeySha256)));
        html.Element("div", "A verifier who trusts this fingerprint passes it as --expect-key.", HtmlStyle.Muted + ";font-size:12px");
        SandboxNote(html, result.Srs, result.Record);
        CircuitView.Write(html, result.Circuit);
        RunView.Phases(html, result.Record);
    }

    public static void Prove(HtmlBuilder html, ProveResult result)
    {
        html.Element("div", "proof", HtmlStyle.Heading);
        HtmlTable.Facts(
            html,
            ("size", $"{Units.Count(result.ProofBytes)} bytes"),
            ("instances", Units.Count(result.Statement.Proof?.Instances ?? 0)),
            ("Varuna", result.Statement.Varuna),
            ("SRS", HtmlCell.Of(cell => Srs(cell, result.Statement.Srs.Kind))),
            ("visibility", result.Statement.Visibility),
            ("public inputs", $"{Units.Count(result.Circuit.Info.PublicCount)} for each instance (padded)"),
            ("constraints", Units.Count(result.Circuit.Info.ConstraintCount)));
        StatementView.Tensors(html, result.Statement, result.PublicTensors);
        StatementView.Digests(html, result.Statement);
        FidelityView.Write(html, "against the float model", result.Fidelity);
    }

    public static void Verify(HtmlBuilder html, VerifyResult result)
    {
        html.Element("div", "verification", HtmlStyle.Heading);
        HtmlTable.Facts(
            html,
            ("verifying key sha256", HtmlCell.Of(cell =>
            {
                HtmlCell.Mono(result.KeySha256).Write(cell);
                cell.Element(
                    "div",
                    result.IsKeyExpected ? "✓ the expected key" : "not confirmed: no expected fingerprint matches it",
                    HtmlStyle.Muted);
            })),
            ("Varuna", result.Varuna),
            ("SRS", HtmlCell.Of(cell => Srs(cell, result.Srs))),
            ("instances", Units.Count(result.Instances)),
            ("public inputs", $"{Units.Count(result.Circuit.Info.PublicCount)} for each instance"),
            ("visibility", result.Statement?.Visibility ?? "not stated"),
            ("model", result.Statement?.Model.Name ?? "not stated"));
        if (result.Statement is { } statement)
        {
            StatementView.Tensors(html, statement, result.PublicTensors);
            StatementView.Digests(html, statement);
        }
    }

    private static string Tensors(IEnumerable<GraphTensor> tensors) =>
        string.Join(", ", tensors.Take(16).Select(tensor => $"{DisplayText.Clean(tensor.Name, 100)} {tensor.Shape}"));

    private static string FileSize(RunRecord record, string name)
    {
        foreach ((string file, long bytes) in record.Files)
        {
            if (file == name)
            {
                return $"{Units.Bytes(bytes)} ({Units.Count(bytes)} bytes)";
            }
        }

        return "not written";
    }

    private static void Srs(HtmlBuilder html, string kind)
    {
        html.Text(kind);
        if (kind == "sandbox")
        {
            html.Element("span", " (for trials only)", HtmlStyle.Muted);
        }
    }

    // The run's own warnings usually hold it; a result that was put together otherwise must not hide it.
    private static void SandboxNote(HtmlBuilder html, string kind, RunRecord record)
    {
        if (kind == "sandbox" && !record.Warnings.Contains(StatementSrs.SandboxWarning))
        {
            VerdictView.Warnings(html, [StatementSrs.SandboxWarning]);
        }
    }

    private static void Enough(HtmlBuilder html, bool? isEnough)
    {
        switch (isEnough)
        {
            case true:
                html.Element("span", "✓ ", $"color:{Palette.Green}").Text("large enough");
                break;
            case false:
                html.Element("span", "✗ ", $"color:{Palette.Red}").Text("too small");
                break;
            default:
                html.Text("not there yet");
                break;
        }
    }
}
