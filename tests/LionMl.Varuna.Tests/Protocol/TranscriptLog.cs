using System.Text.Json;
using LionMl.Algebra;

namespace LionMl.Varuna.Tests;

/// <summary>Writes a transcript in the reference's words, so that both can be compared line by line.</summary>
internal sealed class TranscriptLog : ITranscriptObserver
{
    private readonly List<string> _lines = [];

    internal IReadOnlyList<string> Lines => _lines;

    /// <summary>The reference's log without the native elements that follow from its other lines.</summary>
    internal static IReadOnlyList<string> Of(JsonElement transcript)
    {
        var lines = new List<string>();
        bool isImplied = false;
        foreach (JsonElement entry in transcript.EnumerateArray())
        {
            JsonProperty property = entry.EnumerateObject().First();
            string name = property.Name;
            bool isNativeAbsorption = name == "absorb_native";
            if (name == "absorb_bytes")
                lines.Add($"{name} {property.Value.GetString()}");
            else if (name != "squeeze_native" && !(isNativeAbsorption && isImplied))
                lines.Add($"{name} {string.Join(' ', property.Value.EnumerateArray().Select(value => value.GetString()))}");
            isImplied = name is "absorb_bytes" or "absorb_fr";
        }

        return lines;
    }

    public void AbsorbedBytes(ReadOnlySpan<byte> bytes) => _lines.Add($"absorb_bytes {Convert.ToHexStringLower(bytes)}");

    public void AbsorbedForeign(ReadOnlySpan<Fr> elements) => _lines.Add($"absorb_fr {string.Join(' ', elements.ToArray())}");

    public void AbsorbedPoints(ReadOnlySpan<G1Affine> points)
    {
        IEnumerable<string> words = points.ToArray().SelectMany(point =>
            point.IsInfinity ? ["0x0", "0x1", "0x1"] : new[] { Hex(point.X), Hex(point.Y), "0x0" });
        _lines.Add($"absorb_native {string.Join(' ', words)}");
    }

    public void Squeezed(ReadOnlySpan<Fr> challenges, bool isShort) =>
        _lines.Add($"{(isShort ? "squeeze_short" : "squeeze_fr")} {string.Join(' ', challenges.ToArray())}");

    private static string Hex(Fq value)
    {
        string digits = value.ToBigInteger().ToString("x").TrimStart('0');
        return "0x" + (digits.Length == 0 ? "0" : digits);
    }
}
