using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace LionMl.Kernel.Server;

/// <summary>The cells of this session, as consoles recall them. Oldest ones are forgotten. Not thread-safe.</summary>
internal sealed class HistoryLog
{
    // Consoles ask for the present session as 0 or by its number; there are no earlier ones.
    private const int Session = 1;
    private readonly Queue<Entry> _entries = new();
    private long _characters;

    /// <summary>Adds a cell.</summary>
    public void Add(int number, string code, string? output)
    {
        var entry = new Entry(number, code, output);
        _entries.Enqueue(entry);
        _characters += entry.Size;
        while (_entries.Count > KernelLimits.HistoryEntries || _characters > KernelLimits.HistoryCharacters && _entries.Count > 1)
        {
            _characters -= _entries.Dequeue().Size;
        }
    }

    /// <summary>Answers a history request.</summary>
    public JsonObject Reply(RequestFields fields)
    {
        bool hasOutput = fields.Flag("output", false);
        IEnumerable<Entry> entries = fields.TryText("hist_access_type") switch
        {
            "tail" => Last(_entries, fields.Number("n")),
            "range" => Range(fields.Number("session") ?? 0, fields.Number("start") ?? 0, fields.Number("stop") ?? long.MaxValue),
            "search" => Search(fields.TryText("pattern") ?? "*", fields.Number("n"), fields.Flag("unique", false)),
            _ => throw new MalformedRequestException("'hist_access_type' is not tail, range or search"),
        };
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. entries.Select(entry => entry.ToJson(hasOutput))]),
        };
    }

    private static IEnumerable<Entry> Last(IReadOnlyCollection<Entry> entries, long? count) =>
        entries.Skip((int)Math.Max(0, entries.Count - Math.Max(0, count ?? entries.Count)));

    private IEnumerable<Entry> Range(long session, long start, long stop) =>
        session is 0 or Session ? _entries.Where(entry => entry.Number >= start && entry.Number < stop) : [];

    private IReadOnlyCollection<Entry> Search(string pattern, long? count, bool isUnique)
    {
        List<Entry> found = [.. _entries.Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Code, ignoreCase: false))];
        if (isUnique)
        {
            found = [.. found.AsEnumerable().Reverse().DistinctBy(entry => entry.Code).Reverse()];
        }

        return [.. Last(found, count)];
    }

    private sealed record Entry(int Number, string Code, string? Output)
    {
        public long Size => Code.Length + (Output?.Length ?? 0);

        public JsonNode ToJson(bool hasOutput) => hasOutput
            ? new JsonArray(Session, Number, new JsonArray(Code, Output))
            : new JsonArray(Session, Number, Code);
    }
}
