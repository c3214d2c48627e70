using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LionMl.Kernel.Display;

/// <summary>Turns any value into what front ends show.</summary>
public static class ValueFormatter
{
    /// <summary>Formats a value by the formatters of its type, or by its shape. Bounded; what formatters throw is not passed on.</summary>
    /// <param name="value">The value; null too.</param>
    /// <returns>A bundle that holds <c>text/plain</c>.</returns>
    public static MimeBundle Format(object? value)
    {
        ImmutableDictionary<string, JsonNode>.Builder data = ImmutableDictionary.CreateBuilder<string, JsonNode>();
        switch (value)
        {
            case MimeBundle bundle:
                return bundle.Data.ContainsKey("text/plain") ? bundle : new MimeBundle(bundle.Data.Add("text/plain", ""));
            case RawValue raw:
                Add(data, raw.MimeType, raw.Text);
                data.TryAdd("text/plain", ValueReader.Bound(raw.Text, 64 * 1024));
                return new MimeBundle(data.ToImmutable());
            case null:
                return MimeBundle.Text("null");
        }

        foreach ((string mimeType, string text) in FormatterSet.Of(value.GetType()).Format(value))
            Add(data, mimeType, text);

        if (data.ContainsKey("text/plain"))
            return new MimeBundle(data.ToImmutable());

        bool hasFormatters = data.Count > 0;
        ValueNode node = ValueReader.Read(value);
        data["text/plain"] = ValueText.Of(node);
        if (!hasFormatters && ValueHtml.Of(node) is { } html)
            data["text/html"] = html;

        return new MimeBundle(data.ToImmutable());
    }

    private static void Add(ImmutableDictionary<string, JsonNode>.Builder data, string mimeType, string text)
    {
        if (!mimeType.EndsWith("json", StringComparison.OrdinalIgnoreCase))
        {
            data.TryAdd(mimeType, text);
            return;
        }

        try
        {
            if (JsonNode.Parse(text) is { } json)
                data.TryAdd(mimeType, json);
        }
        catch (JsonException)
        {
            // A front end would fail on it; the other formats remain.
        }
    }
}
