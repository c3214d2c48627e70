using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using LionMl.Onnx;

namespace LionMl.Results;

/// <summary>A model in TorchSharp style as an ONNX graph; stands for a model wherever one is wanted.</summary>
public sealed record ExportResult : LionResult
{
    /// <summary>The graph, of opset 17.</summary>
    public required Graph Graph { get; init; }

    /// <summary>The ONNX file that was written; null where none was asked for.</summary>
    public required string? Path { get; init; }

    /// <summary>The sample that the module ran on, a tensor for each of the graph's inputs.</summary>
    public required ImmutableArray<Tensor> Inputs { get; init; }

    /// <summary>What the module gave for it, a tensor for each of the graph's outputs.</summary>
    public required ImmutableArray<Tensor> Outputs { get; init; }

    /// <summary>The largest |graph − module| / max(1, |module|) on the sample; both are 32-bit runs.</summary>
    public required double LargestDifference { get; init; }

    /// <summary>The number of weights and other constants.</summary>
    public long WeightCount => Graph.Constants.Values.Sum(constant => (long)constant.Count);

    /// <summary>The graph as a model to quantise.</summary>
    public ModelSource Model => Path is null ? ModelSource.FromGraph(Graph) : ModelSource.FromFile(Path);

    /// <inheritdoc/>
    public override string Verdict => $"{Graph.Name} is a graph of {Units.Count(Graph.Nodes.Count)} nodes and {Units.Count(WeightCount)} "
        + $"weights; on the sample it {(LargestDifference == 0 ? "gives what the module gives" : $"differs from the module by at most {Largest}")}";

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport() =>
    [
        ReportSection.Facts(
            "model",
            ("name", Graph.Name),
            ("inputs", Describe(Graph.Inputs)),
            ("outputs", Describe(Graph.Outputs)),
            ("weights", Units.Count(WeightCount)),
            ("file", Path ?? "none; --onnx model.onnx writes one")),
        new ReportSection(
            "nodes",
            ["node", "operator", "output", "weights"],
            [.. Graph.Nodes.Select(node => (ImmutableArray<string>)
            [
                DisplayText.Clean(node.Name),
                node.OpType,
                Graph.ShapeOf(node.Outputs[0]).ToString(),
                Units.Count(node.Inputs.Where(Graph.Constants.ContainsKey).Sum(name => (long)Graph.Constants[name].Count)),
            ])])
        {
            NumberColumns = [3],
        },
    ];

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json)
    {
        json["model"] = Graph.Name;
        json["path"] = Path;
        json["opset"] = Graph.Opset;
        json["nodes"] = Graph.Nodes.Count;
        json["weights"] = WeightCount;
        json["inputs"] = Shapes(Graph.Inputs);
        json["outputs"] = Shapes(Graph.Outputs);
        json["largestDifference"] = LargestDifference;
    }

    private string Largest => LargestDifference.ToString("0.#e0", CultureInfo.InvariantCulture);

    private static string Describe(IReadOnlyList<GraphTensor> tensors) =>
        string.Join(", ", tensors.Select(tensor => $"{DisplayText.Clean(tensor.Name)} {tensor.Shape}"));

    private static JsonObject Shapes(IReadOnlyList<GraphTensor> tensors) => new(tensors.Select(tensor => KeyValuePair.Create(
        tensor.Name, (JsonNode?)new JsonArray([.. tensor.Shape.Dimensions.Select(size => (JsonNode?)size)]))));
}
