using System.Text.Json.Nodes;
using LionMl.Kernel.Display;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Server;

/// <summary>Answers questions about code: completion, inspection, whether a cell is whole.</summary>
/// <param name="session">The session.</param>
internal sealed class LanguageServices(LazySession session)
{
    public JsonObject Complete(RequestFields fields, CancellationToken cancellation)
    {
        string code = fields.Text("code");
        CompletionResult found = session.Get(cancellation).Complete(code, Cursor(fields, code));
        int start = CodePoints.FromUtf16(code, found.Start);
        int end = CodePoints.FromUtf16(code, found.End);
        var details = new JsonArray([.. found.Matches.Select(match => (JsonNode?)new JsonObject
        {
            ["text"] = match.Text,
            ["type"] = match.Kind,
            ["start"] = start,
            ["end"] = end,
        })]);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. found.Matches.Select(match => (JsonNode?)match.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            // Front ends show the kinds as symbols beside the candidates.
            ["metadata"] = new JsonObject { ["_jupyter_types_experimental"] = details },
        };
    }

    public JsonObject Inspect(RequestFields fields, CancellationToken cancellation)
    {
        string code = fields.Text("code");
        InspectionResult? found = session.Get(cancellation).Inspect(code, Cursor(fields, code));
        var data = new JsonObject();
        foreach ((string type, JsonNode node) in found is null ? [] : DisplayContent.Bounded(found.Text).Data)
        {
            data[type] = node.DeepClone();
        }

        return new JsonObject { ["status"] = "ok", ["found"] = found is not null, ["data"] = data, ["metadata"] = new JsonObject() };
    }

    public JsonObject CheckComplete(RequestFields fields, CancellationToken cancellation)
    {
        CompletenessResult found = session.Get(cancellation).CheckComplete(fields.Text("code"));
        return found.Status switch
        {
            Completeness.Incomplete => new JsonObject { ["status"] = "incomplete", ["indent"] = found.Indent },
            Completeness.Invalid => new JsonObject { ["status"] = "invalid" },
            _ => new JsonObject { ["status"] = "complete" },
        };
    }

    private static int Cursor(RequestFields fields, string code) => CodePoints.ToUtf16(code, fields.Number("cursor_pos") ?? long.MaxValue);
}
