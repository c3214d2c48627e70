using System.Globalization;
using System.Text;
using System.Xml.Linq;
using LionMl.Artifacts;
using LionMl.Interactive.Charts;
using LionMl.Interactive.Progress;
using LionMl.Onnx;
using LionMl.Results;
using LionMl.Varuna;

namespace LionMl.Interactive.Tests.Formatting;

/// <summary>
/// The digit classifier from model to verdict, as notebooks show it. Also writes a page of everything, for looking at, into the folder
/// <c>gallery</c> beside the tests.
/// </summary>
public sealed class WorkflowTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lionml-shown-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Real_results_are_shown()
    {
        string home = Path.Combine(_root.FullName, "home"), folder = Path.Combine(_root.FullName, "digits");
        var quantize = new QuantizeRequest { Data = Data("calibration.json"), Out = folder, Home = home };
        var setup = new SetupRequest { Srs = SrsKind.Sandbox, Home = home, IsOffline = true };
        QuantizeResult quantized = Lion.Quantize(Data("model.onnx"), quantize);
        SetupResult keys = Lion.Setup(folder, setup);
        ProveResult proof = Lion.Prove(folder, new ProveRequest { Inputs = [Data("input.json")], Home = home, IsOffline = true });
        VerifyResult accepted = Lion.Verify(new VerifyRequest { Folder = folder, Home = home });
        VerifyResult rejected = Lion.Verify(
            new VerifyRequest { Folder = folder, Home = home, ExpectKey = new string('0', 64), Srs = SrsKind.Sandbox });

        // All of a notebook's outputs travel with it.
        Assert.InRange(Shown.Html(quantized).Length, 1, 120_000);

        // The value of the first public output stands in the report of the proof.
        double first = proof.PublicTensors[0][proof.Statement.Tensors[0].Name].Floats[0];
        Assert.Equal(-5.2253003, first, 1);
        string shown = LionMl.Interactive.Formatting.NumberText.Short(first);
        Assert.Contains(shown, HtmlRules.Check(Shown.Html(proof)).Value, StringComparison.Ordinal);

        Assert.Contains("accepted", HtmlRules.Check(Shown.Html(accepted)).Value, StringComparison.Ordinal);
        Assert.Contains("rejected", HtmlRules.Check(Shown.Html(rejected)).Value, StringComparison.Ordinal);
        Graph graph = OnnxReader.Read(Data("model.onnx"));
        WriteGallery(
        [
            quantized, keys, proof, accepted, rejected,
            new RunResult { Proof = proof, Verification = accepted, Record = proof.Record with { Verb = "run" } },
            .. new Samples().All.Where(one => one is EstimateResult or MockResult or SrsListResult or TableResult),
            graph, quantized.Cost, proof.Statement, .. Tensors(graph), .. Charts(quantized, proof), .. States(),
        ]);
    }

    private static IEnumerable<object> Tensors(Graph graph)
    {
        foreach (Tensor constant in graph.Constants.Values.Take(3))
        {
            yield return constant;
        }

        yield return Wave([8, 8], false);
        yield return Wave([1, 6, 24, 24], true);
        yield return Wave([3, 40, 20], true);
        yield return new Tensor(TensorShape.Of(3, 4), [1, 2, 3, 4, 5, float.NaN, 7, 8, 9, 10, float.PositiveInfinity, 12]);
    }

    private static Tensor Wave(int[] shape, bool isSigned)
    {
        int count = shape.Aggregate(1, (product, size) => product * size);
        return new Tensor(
            TensorShape.Of(shape),
            [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i * 0.11f) + MathF.Cos(i / 24 * 0.4f) + (isSigned ? 0 : 2))]);
    }

    private static IEnumerable<object> Charts(QuantizeResult quantized, ProveResult proof) =>
    [
        CostCharts.LayerBars(quantized.Cost),
        CostCharts.PhaseBars(proof.Record),
        Chart.Bars("non-zeros", x: "layer", y: "entries", quantized.Cost.Layers.Select(layer => layer.Layer))
            .Add("A", quantized.Cost.Layers.Select(layer => layer.NonZerosA))
            .Add("B", quantized.Cost.Layers.Select(layer => layer.NonZerosB))
            .Add("C", quantized.Cost.Layers.Select(layer => layer.NonZerosC))
            .Stacked(),
        Chart.Line("proof size", x: "layers", y: "size", yUnit: "bytes")
            .Add("Varuna V3", (1, 957), (2, 957), (3, 957), (4, 957), (6, 957))
            .Add("Varuna V2", (1, 941), (2, 941), (3, 941), (4, 941), (6, 941)),
        Chart.Line("proving time", x: "constraints", y: "time", yUnit: "s")
            .Add("1 core", (1 << 10, 0.4), (1 << 12, 1.3), (1 << 14, 4.9), (1 << 16, 20), (1 << 18, 83))
            .Add("2 cores", (1 << 10, 0.3), (1 << 12, 0.8), (1 << 14, 2.6), (1 << 16, 10.4), (1 << 18, 43))
            .Add("memory", (1 << 10, 90), (1 << 12, 120), (1 << 14, 260), (1 << 16, 900), (1 << 18, 3400)).OnRight("memory", "MiB")
            .LogX().LogY(),
        Chart.Points("error by width", x: "bits", y: "relative error", yUnit: "%")
            .Add("activations", (4, 21), (5, 11.5), (6, 4.8), (7, 2.2), (8, 1.2), (9, double.NaN), (10, 0.3)),
        Chart.Line("nothing", x: "x", y: "y"),
    ];

    private static IEnumerable<object> States()
    {
        var state = new ProgressState
        {
            Title = "prove",
            Status = ProgressStatus.Running,
            Phase = "committing to the witness",
            Fraction = 0.42,
            ElapsedSeconds = 7.5,
            RemainingSeconds = 12,
        };
        ProgressState ended = state with { Status = ProgressStatus.Done, Phases = [new("witness", 0.4), new("proving", 7.1)] };
        return
        [
            state, ended, ended with { Status = ProgressStatus.Failed, Message = "no keys yet: run #!lion-setup" },
            ended with { Status = ProgressStatus.Cancelled },
        ];
    }

    private static void WriteGallery(IEnumerable<object> values)
    {
        var page = new StringBuilder();
        foreach (object value in values)
        {
            string html = Shown.Html(value);
            XElement tree = HtmlRules.Check(html);
            Assert.NotEqual("", tree.Value);
            page.Append(CultureInfo.InvariantCulture, $"<h4 style=\"opacity:.5;margin:26px 0 4px 0\">{value.GetType().Name}</h4>{html}\n");
        }

        string folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "gallery")).FullName;
        (string, string)[] pages = [("light", "background:#fff;color:#111"), ("dark", "background:#111;color:#ddd")];
        foreach ((string name, string colors) in pages)
        {
            File.WriteAllText(
                Path.Combine(folder, name + ".html"),
                "<!DOCTYPE html><meta charset=\"utf-8\">"
                    + $"<body style=\"{colors};font-family:system-ui,sans-serif;margin:24px\">{page}</body>");
        }
    }

    private static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "digits8-mlp", name);
}
