using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LionMl.Algebra;

namespace LionMl.Artifacts;

/// <summary>
/// The public inputs of a proof as <c>public.json</c> holds them: for each instance the field elements in the form that
/// Aleo's verifier takes, <c>"1field"</c> first, padded with zeros to the key's count.
/// </summary>
public sealed class PublicInputs
{
    private const string Ending = "field";
    private const int MaxInstances = 1 << 16;

    /// <summary>Wraps the vectors.</summary>
    /// <param name="instances">One vector for each instance, all of one length.</param>
    public PublicInputs(IEnumerable<ImmutableArray<Fr>> instances)
    {
        Instances = [.. instances];
    }

    /// <summary>One vector for each instance.</summary>
    public ImmutableArray<ImmutableArray<Fr>> Instances { get; }

    /// <summary>The file's text: one list, or a list of lists for several instances.</summary>
    public string ToJson()
    {
        var text = new StringBuilder();
        string List(ImmutableArray<Fr> values) => "[" + string.Join(", ", values.Select(value => $"\"{value}{Ending}\"")) + "]";
        return Instances.Length == 1
            ? List(Instances[0])
            : text.Append("[\n  ").AppendJoin(",\n  ", Instances.Select(List)).Append("\n]").ToString();
    }

    /// <summary>Reads <see cref="ToJson"/>'s form.</summary>
    /// <param name="path">For messages only.</param>
    /// <param name="json">The file's bytes.</param>
    /// <exception cref="LionException">Not of that form; says where.</exception>
    public static PublicInputs Read(string path, ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 3 });
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() == 0)
            {
                throw LionException.BadInput($"{path} is not a list of public inputs.");
            }

            bool isBatch = root[0].ValueKind == JsonValueKind.Array;
            if (isBatch && root.GetArrayLength() > MaxInstances)
            {
                throw LionException.BadInput($"{path} holds {root.GetArrayLength()} instances; at most {MaxInstances} are read.");
            }

            ImmutableArray<ImmutableArray<Fr>> instances = isBatch
                ? [.. root.EnumerateArray().Select((one, index) => ReadOne(path, one, $"[{index}]"))]
                : [ReadOne(path, root, "")];
            return new PublicInputs(instances);
        }
        catch (JsonException failure)
        {
            throw LionException.BadInput($"{path} is not valid JSON: line {failure.LineNumber + 1}.", failure);
        }
    }

    private static ImmutableArray<Fr> ReadOne(string path, JsonElement list, string where)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw LionException.BadInput($"{path}{where} is not a list of public inputs.");
        }

        var values = ImmutableArray.CreateBuilder<Fr>(list.GetArrayLength());
        foreach (JsonElement element in list.EnumerateArray())
        {
            string? text = element.ValueKind == JsonValueKind.String ? element.GetString() : null;
            if (text is null || text.Length > 96 || !text.EndsWith(Ending, StringComparison.Ordinal)
                || !Fr.TryParse(text[..^Ending.Length], out Fr value))
            {
                throw LionException.BadInput($"{path}{where}[{values.Count}] is not a field element such as \"5field\".");
            }

            values.Add(value);
        }

        return values.DrainToImmutable();
    }
}
