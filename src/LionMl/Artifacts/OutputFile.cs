using System.Text.Json;
using System.Text.Json.Nodes;
using LionMl.Onnx;

namespace LionMl.Artifacts;

/// <summary><c>output.json</c>: dequantised outputs beside the float reference, in EZKL's layout (samples one after the other).</summary>
internal static class OutputFile
{
    /// <summary>The file's text.</summary>
    /// <param name="outputs">The output tensors to write, in the model's order.</param>
    /// <param name="computed">For each sample its outputs by name.</param>
    /// <param name="reference">For each sample the float outputs by name.</param>
    public static string ToJson(
        IReadOnlyList<GraphTensor> outputs,
        IReadOnlyList<IReadOnlyDictionary<string, Tensor>> computed,
        IReadOnlyList<IReadOnlyDictionary<string, Tensor>> reference)
    {
        JsonArray Entries(IReadOnlyList<IReadOnlyDictionary<string, Tensor>> samples) =>
            [.. outputs.Select(output => JsonSerializer.SerializeToNode(
                samples.SelectMany(sample => sample[output.Name].ToFloats()).ToArray(), JsonTypes.Plain))];

        return new JsonObject
        {
            ["output_data"] = Entries(computed),
            ["output_shapes"] = new JsonArray([.. outputs.Select(output => JsonSerializer.SerializeToNode(output.Shape.Dimensions, JsonTypes.Plain))]),
            ["reference_data"] = Entries(reference),
        }.ToJsonString();
    }
}
