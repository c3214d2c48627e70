using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using LionMl.Commands;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Server;

/// <summary>What the kernel says about itself.</summary>
internal static class KernelInfo
{
    /// <summary>The answer to <c>kernel_info_request</c>.</summary>
    public static JsonObject Reply() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = MessageCodec.ProtocolVersion,
        ["implementation"] = "lionml",
        ["implementation_version"] = CommandTable.ProgramVersion,
        ["language_info"] = Language(),
        ["banner"] = $"LionML {CommandTable.ProgramVersion}: C# on {RuntimeInformation.FrameworkDescription}. #!lion-help lists commands.",
        ["help_links"] = new JsonArray(new JsonObject
        {
            ["text"] = "C# reference",
            ["url"] = "https://learn.microsoft.com/dotnet/csharp/",
        }),
        ["debugger"] = false,
    };

    /// <summary>The language, as messages and notebook files name it.</summary>
    public static JsonObject Language() => new()
    {
        ["name"] = "C#",
        ["version"] = "14.0",
        ["mimetype"] = "text/x-csharp",
        ["file_extension"] = ".cs",
        ["pygments_lexer"] = "csharp",
        ["codemirror_mode"] = "text/x-csharp",
    };
}
