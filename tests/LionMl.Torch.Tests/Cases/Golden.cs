using System.Runtime.InteropServices;
using System.Text.Json;

namespace LionMl.Torch.Tests.Cases;

/// <summary>What PyTorch gave for one case; written by goldens/make_goldens.py.</summary>
internal sealed class Golden
{
    private static readonly Lazy<Dictionary<string, JsonElement>> All = new(() =>
    {
        using Stream stream = typeof(Golden).Assembly.GetManifestResourceStream("goldens.json")!;
        return JsonDocument.Parse(stream).RootElement.EnumerateArray()
            .ToDictionary(entry => entry.GetProperty("name").GetString()!, StringComparer.Ordinal);
    });

    private readonly JsonElement _json;

    private Golden(JsonElement json) => _json = json;

    public static IReadOnlyCollection<string> Names => All.Value.Keys;

    public bool Training => _json.GetProperty("training").GetBoolean();

    public Tensor[] Inputs => List("inputs")!;

    public Tensor[] Outputs => List("outputs")!;

    public Tensor?[] Cotangents => List("cotangents");

    public Tensor?[] Gradients => List("gradients");

    public Dictionary<string, Tensor> State => Named("state");

    public Dictionary<string, Tensor> StateGradients => Named("state_gradients");

    public static Golden Of(string name) => new(All.Value[name]);

    private static Tensor? Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        long[] shape = [.. json.GetProperty("s").EnumerateArray().Select(size => size.GetInt64())];
        byte[] data = json.GetProperty("d").GetBytesFromBase64();
        return json.GetProperty("t").GetString() switch
        {
            "f" => tensor(MemoryMarshal.Cast<byte, float>(data).ToArray(), shape),
            "i" => tensor(MemoryMarshal.Cast<byte, long>(data).ToArray(), shape),
            _ => tensor(Array.ConvertAll(data, value => value != 0), shape),
        };
    }

    private Tensor[] List(string name) => [.. _json.GetProperty(name).EnumerateArray().Select(Read)!];

    private Dictionary<string, Tensor> Named(string name) =>
        _json.GetProperty(name).EnumerateObject().ToDictionary(entry => entry.Name, entry => Read(entry.Value)!);
}
