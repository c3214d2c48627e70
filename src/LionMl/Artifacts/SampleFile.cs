using System.Text.Json;
using System.Text.Json.Nodes;
using LionMl.Onnx;

namespace LionMl.Artifacts;

/// <summary>One sample and what a model gave for it, in EZKL's layout: an input file, and an evaluation file.</summary>
internal static class SampleFile
{
    /// <summary>The file's text.</summary>
    public static string ToJson(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs) => new JsonObject
    {
        ["input_data"] = Entries(inputs),
        ["input_shapes"] = new JsonArray([.. inputs.Select(input => JsonSerializer.SerializeToNode(input.Shape.Dimensions, JsonTypes.Plain))]),
        ["output_data"] = Entries(outputs),
    }.ToJsonString();

    private static JsonArray Entries(IReadOnlyList<Tensor> tensors) =>
        [.. tensors.Select(tensor => JsonSerializer.SerializeToNode(tensor.ToFloats().ToArray(), JsonTypes.Plain))];
}
