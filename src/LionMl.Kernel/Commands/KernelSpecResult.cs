using System.Text.Json.Nodes;
using LionMl.Results;

namespace LionMl.Kernel.Commands;

/// <summary>A kernelspec was installed or removed.</summary>
public sealed record KernelSpecResult : LionResult
{
    /// <summary>The folder of its files.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether anything was changed; false when there was nothing to remove.</summary>
    public required bool IsChanged { get; init; }

    /// <summary>What Jupyter starts; empty after a removal.</summary>
    public required string Command { get; init; }

    /// <inheritdoc/>
    public override string Verdict => (Command.Length > 0, IsChanged) switch
    {
        (true, _) => $"installed in {Folder}; 'jupyter lab' now offers {Specs.KernelSpec.DisplayName}",
        (false, true) => $"removed from {Folder}",
        (false, false) => $"nothing to remove: there is no kernel in {Folder}; 'lion kernel list' shows where there is one",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport() => Command.Length == 0
        ? []
        : [ReportSection.Facts("kernel", ("name", Specs.KernelSpec.Name), ("folder", Folder), ("command", Command))];

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json)
    {
        json["folder"] = Folder;
        json["changed"] = IsChanged;
        json["command"] = Command;
    }
}
