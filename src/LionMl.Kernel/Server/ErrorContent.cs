using System.Text.Json.Nodes;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Server;

/// <summary>Errors as messages carry them.</summary>
internal static class ErrorContent
{
    /// <summary>The fields that the iopub message, the reply and the notebook file share.</summary>
    public static JsonObject Of(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode?)line)]),
    };

    /// <summary>A reply that says why a request failed.</summary>
    public static JsonObject Reply(CellError error)
    {
        JsonObject reply = Of(error);
        reply["status"] = "error";
        return reply;
    }

    /// <summary>A failure of the kernel or of a request, told in one line.</summary>
    public static CellError Error(string name, string message) => new(name, message, [$"{name}: {message}"]);
}
