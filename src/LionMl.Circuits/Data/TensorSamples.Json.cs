using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LionMl.Onnx;

namespace LionMl.Circuits;

public sealed partial class TensorSamples
{
    private const int MaxJsonDepth = 24;

    private static readonly FrozenDictionary<string, float> NotFinite = new Dictionary<string, float>(StringComparer.Ordinal)
    {
        ["NaN"] = float.NaN,
        ["Infinity"] = float.PositiveInfinity,
        ["-Infinity"] = float.NegativeInfinity,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// Reads <c>{"input_data": [[…], …], "input_shapes": [[…], …], "output_data": …}</c>: one row-major entry for each of the model's
    /// inputs, several samples one after the other in each entry. Shapes and outputs are optional; nested lists are flattened.
    /// </summary>
    /// <param name="source">The JSON text in UTF-8.</param>
    /// <param name="graph">The model that the data are for.</param>
    /// <param name="inputsOnly">Whether outputs in the file are passed over.</param>
    /// <exception cref="CircuitException">The text is not such JSON, is empty, does not fit the model, or has a number that is not
    /// finite.</exception>
    public static TensorSamples Read(Stream source, Graph graph, bool inputsOnly = false)
    {
        ArgumentNullException.ThrowIfNull(graph);
        using var document = Parse(source);
        var root = document.RootElement;
        var inputs = graph.Inputs.ToImmutableArray();
        var outputs = graph.Outputs.ToImmutableArray();
        float[][] inputValues = ReadEntries(root, "input_data", inputs)
            ?? throw new CircuitException("The data file has no \"input_data\".");
        CheckShapes(root, "input_shapes", inputs);
        int count = CountSamples(inputs, inputValues, "input_data");
        float[][]? outputValues = inputsOnly ? null : ReadEntries(root, "output_data", outputs);
        if (outputValues is not null)
        {
            CheckShapes(root, "output_shapes", outputs);
            int outputCount = CountSamples(outputs, outputValues, "output_data");
            if (outputCount != count)
            {
                throw new CircuitException($"The data file has {count} samples in \"input_data\" but {outputCount} in \"output_data\".");
            }
        }

        return new TensorSamples(count, inputs, inputValues, outputs, outputValues);
    }

    /// <summary>
    /// The shapes in <c>input_shapes</c>, or null where the file has none: for models whose dimensions are symbolic, before the model
    /// itself can be read.
    /// </summary>
    /// <exception cref="CircuitException">The text is not JSON, or its shapes are not lists of dimensions.</exception>
    public static IReadOnlyList<TensorShape>? ReadInputShapes(Stream source)
    {
        using var document = Parse(source);
        return ReadShapes(document.RootElement, "input_shapes");
    }

    private static JsonDocument Parse(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var text = new MemoryStream();
        source.CopyTo(text);
        try
        {
            JsonDocument document = ParseText(text.GetBuffer().AsMemory(0, (int)text.Length));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            throw new CircuitException("The data file is not a JSON object with \"input_data\".");
        }
        catch (JsonException error)
        {
            throw new CircuitException($"The data file is not valid JSON: {error.Message}", error);
        }
    }

    private static JsonDocument ParseText(ReadOnlyMemory<byte> text)
    {
        var options = new JsonDocumentOptions { MaxDepth = MaxJsonDepth };
        try
        {
            return JsonDocument.Parse(text, options);
        }
        catch (JsonException) when (NotFinite.Keys.Any(word => text.Span.IndexOf(Encoding.UTF8.GetBytes(word)) >= 0))
        {
            // Python writes NaN and Infinity, which JSON does not have. As texts they are refused later, with their place.
            string quoted = NotFiniteWord().Replace(Encoding.UTF8.GetString(text.Span), match => match.Groups[1].Success ? $"\"{match}\"" : match.Value);
            return JsonDocument.Parse(Encoding.UTF8.GetBytes(quoted), options);
        }
    }

    // A text, which stays, or a word outside of texts.
    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"|(-?Infinity|NaN)")]
    private static partial Regex NotFiniteWord();

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static float[][]? ReadEntries(JsonElement root, string name, ImmutableArray<GraphTensor> tensors)
    {
        if (!root.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != tensors.Length)
        {
            string wanted = string.Join(", ", tensors.Select(tensor => $"'{tensor.Name}' {tensor.Shape}"));
            throw new CircuitException($"\"{name}\" must be a list of {tensors.Length} lists of numbers, for {wanted}.");
        }

        float[][] values = new float[tensors.Length][];
        int entry = 0;
        foreach (var element in list.EnumerateArray())
        {
            var numbers = new List<float>();
            Flatten(element, numbers, tensors[entry], $"\"{name}\"[{entry}]");
            values[entry] = [.. numbers];
            CheckFinite(values[entry], tensors[entry], $"\"{name}\"[{entry}]");
            entry++;
        }

        return values;
    }

    private static void Flatten(JsonElement element, List<float> numbers, GraphTensor tensor, string where)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Flatten(item, numbers, tensor, where);
                }

                break;
            case JsonValueKind.Number:
                numbers.Add(element.GetSingle());
                break;
            case JsonValueKind.True:
            case JsonValueKind.False:
                numbers.Add(element.ValueKind == JsonValueKind.True ? 1 : 0);
                break;
            case JsonValueKind.String when NotFinite.TryGetValue(element.GetString()!, out float value):
                numbers.Add(value);
                break;
            default:
                throw new CircuitException(
                    $"In {where}, {Place(tensor, numbers.Count)} is not a number but {Shortened(element.GetRawText())}.");
        }
    }

    private static int CountSamples(ImmutableArray<GraphTensor> tensors, float[][] values, string name)
    {
        long? count = null;
        for (int i = 0; i < tensors.Length; i++)
        {
            long size = tensors[i].Shape.ElementCount;
            long found = size == 0 ? 0 : values[i].Length / size;
            if (size == 0 || found == 0 || found * size != values[i].Length)
            {
                string complete = found > 0 ? $"; sample {found} is not complete" : string.Empty;
                throw new CircuitException(
                    $"\"{name}\"[{i}] has {values[i].Length} numbers, but '{tensors[i].Name}' of shape {tensors[i].Shape} takes {size} "
                    + $"(or a multiple, for several samples){complete}.");
            }

            if (count is { } known && known != found)
            {
                throw new CircuitException(
                    $"\"{name}\" has {known} samples in its first entry ('{tensors[0].Name}') but {found} in entry {i} ('{tensors[i].Name}').");
            }

            count = found;
        }

        return (int)(count ?? throw new CircuitException($"The model has no tensors for \"{name}\"."));
    }

    private static void CheckShapes(JsonElement root, string name, ImmutableArray<GraphTensor> tensors)
    {
        if (ReadShapes(root, name) is not { } shapes)
        {
            return;
        }

        for (int i = 0; i < Math.Max(shapes.Count, tensors.Length); i++)
        {
            if (i >= shapes.Count || i >= tensors.Length || !shapes[i].Equals(tensors[i].Shape))
            {
                string wanted = string.Join(", ", tensors.Select(tensor => $"'{tensor.Name}' {tensor.Shape}"));
                throw new CircuitException($"\"{name}\" is {string.Join(", ", shapes)}, but the model has {wanted}.");
            }
        }
    }

    private static List<TensorShape>? ReadShapes(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var shapes = new List<TensorShape>();
        if (list.ValueKind == JsonValueKind.Array)
        {
            foreach (var shape in list.EnumerateArray())
            {
                if (shape.ValueKind != JsonValueKind.Array || shape.GetArrayLength() > TensorShape.MaxRank)
                {
                    throw new CircuitException($"\"{name}\" must be a list of shapes, each a list of dimensions.");
                }

                int[] dimensions = new int[shape.GetArrayLength()];
                int axis = 0;
                foreach (var dimension in shape.EnumerateArray())
                {
                    bool isNumber = dimension.ValueKind == JsonValueKind.Number && dimension.TryGetInt32(out dimensions[axis]);
                    if (!isNumber || dimensions[axis++] < 0)
                    {
                        throw new CircuitException($"\"{name}\" must be a list of shapes, each a list of dimensions.");
                    }
                }

                shapes.Add(TensorShape.Of(dimensions));
            }

            return shapes;
        }

        throw new CircuitException($"\"{name}\" must be a list of shapes, each a list of dimensions.");
    }
}
