using System.Globalization;
using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.Interactive.Charts;
using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>Shows parts of results by themselves: <c>circuit.Cost</c>, <c>proof.Fidelity</c>, <c>proof.Statement</c>, …</summary>
public sealed class PartFormatterSource
{
    /// <summary>The formatters; each declines what is not of its type.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        .. Both<CostReport>(Cost, cost => [ReportSections.Layers(cost), Totals(cost)]),
        .. Both<CostEstimate>(ResultViews.Cost, estimate => [Facts(estimate)]),
        .. Both<CircuitSummary>(CircuitView.Write, circuit => [circuit.ToSection()]),
        .. Both<FidelityReport>((html, one) => FidelityView.Write(html, "against the float model", one), one => [ReportSections.Fidelity("against the float model", one)]),
        .. Both<CalibrationRecord>(CalibrationView.Write, Calibration),
        .. Both<StatementFile>(StatementView.Write, statement => [Facts(statement), Tensors(statement)]),
        .. Both<RunRecord>(RunView.Write, record => [ReportSections.Run(record)]),
        .. Both<MagicHelp>(Help, help => help.Sections),
        .. Both<ReportSection>(HtmlTable.Section, section => [section]),
    ];

    private static IEnumerable<object> Both<T>(Action<HtmlBuilder, T> write, Func<T, IEnumerable<ReportSection>> sections) =>
    [
        MimeFormatter.Of<T>(MimeTypes.Html, value =>
        {
            var html = new HtmlBuilder();
            html.Open("div", HtmlStyle.Page);
            write(html, value);
            return html.ToString();
        }),
        MimeFormatter.Of<T>(MimeTypes.Plain, value => PlainText.Write(sections(value))),
    ];

    private static void Help(HtmlBuilder html, MagicHelp help)
    {
        html.Element("div", help.Title, HtmlStyle.Heading);
        foreach (ReportSection section in help.Sections)
        {
            HtmlTable.Section(html, section);
        }
    }

    private static void Cost(HtmlBuilder html, CostReport cost)
    {
        VerdictView.Line(html, "cost", $"{Units.Count(cost.Constraints)} constraints in {cost.Layers.Length} layers; {cost.Slack}");
        LayerView.Write(html, cost);
        html.Open("details").Element("summary", "as a chart", HtmlStyle.Summary);
        ChartHtml.Write(html, CostCharts.LayerBars(cost));
        html.Close();
    }

    private static ReportSection Totals(CostReport cost) => ReportSection.Facts(
        "total",
        ("constraints", Units.Count(cost.Constraints)),
        ("variables", Units.Count(cost.Variables)),
        ("non-zeros", Units.Count(cost.NonZeros)),
        ("multiply-adds", Units.Count(cost.Macs)),
        ("domains", cost.Slack));

    private static ReportSection Facts(CostEstimate estimate) => ReportSection.Facts(
        "estimate",
        ("setup", Units.Seconds(estimate.SetupSeconds)),
        ("one proof", Units.Seconds(estimate.ProvingSeconds)),
        ("peak memory", Units.Bytes(estimate.PeakMemoryBytes)),
        ("proving key", Units.Bytes(estimate.ProvingKeyBytes)),
        ("SRS degree", Units.Count(estimate.SrsDegree)));

    private static IEnumerable<ReportSection> Calibration(CalibrationRecord calibration) =>
    [
        ReportSections.Trials(calibration),
        ReportSections.Failures(calibration),
        ReportSections.Saturation(calibration),
        ReportSections.Fidelity(ReportSections.OnCalibration, calibration.OnSamples),
    ];

    private static ReportSection Facts(StatementFile statement) => ReportSection.Facts(
        "statement",
        ("model", statement.Model.ToString()),
        ("Varuna", statement.Varuna),
        ("SRS", statement.Srs.Kind),
        ("visibility", statement.Visibility),
        ("verifying key", $"sha256 {statement.KeySha256}"),
        ("proof", statement.Proof is { } proof ? $"{proof.Instances} instance(s)" : "none yet"));

    private static ReportSection Tensors(StatementFile statement) => new(
        "public tensors",
        ["tensor", "group", "shape", "first", "elements", "scale bits"],
        [.. statement.Tensors.Take(200).Select(tensor => (System.Collections.Immutable.ImmutableArray<string>)
        [
            tensor.Name,
            tensor.Group,
            StatementView.Shape(tensor),
            tensor.Offset.ToString(CultureInfo.InvariantCulture),
            Units.Count(tensor.Length),
            tensor.ScaleBits.ToString(CultureInfo.InvariantCulture),
        ])])
    {
        NumberColumns = [3, 4, 5],
    };
}
