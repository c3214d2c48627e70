using System.Text.Json;
using System.Text.Json.Nodes;
using LionMl.Onnx;

namespace LionMl.Artifacts;

/// <summary>One sample and what a model gave for it, in EZKL's layout: an input file, and an evaluation file.</summary>
internal static class SampleFile
{
    /// <summary>The file's text.</summary>
    /// <exception cref="LionException">A number is not finite, which JSON and circuits do not know.</exception>
    public static string ToJson(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs) => new JsonObject
    {
        ["input_data"] = Entries("input", inputs),
        ["input_shapes"] = new JsonArray([.. inputs.Select(input => JsonSerializer.SerializeToNode(input.Shape.Dimensions, JsonTypes.Plain))]),
        ["output_data"] = Entries("output", outputs),
    }.ToJsonString();

    private static JsonArray Entries(string kind, IReadOnlyList<Tensor> tensors) => [.. tensors.Select((tensor, index) =>
    {
        float[] values = [.. tensor.ToFloats()];
        int wrong = Array.FindIndex(values, value => !float.IsFinite(value));
        return wrong < 0 ? JsonSerializer.SerializeToNode(values, JsonTypes.Plain) : throw LionException.BadInput(
            $"The sample cannot be written: in {kind} {index}, number {wrong} is {values[wrong]}. Export with another sample.");
    })];
}
