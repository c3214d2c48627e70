using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LionMl.Kernel.Specs;
using LionMl.Results;

namespace LionMl.Kernel.Commands;

/// <summary>Where Jupyter finds the kernel.</summary>
public sealed record KernelListResult : LionResult
{
    /// <summary>The places, the one that Jupyter takes first.</summary>
    public required ImmutableArray<InstalledKernel> Kernels { get; init; }

    /// <inheritdoc/>
    public override string Verdict => Kernels switch
    {
        [] => "Jupyter does not know this kernel; 'lion kernel install' installs it",
        [{ Problem: { } problem } first, ..] => $"Jupyter takes the kernel in {first.Folder}, which does not work: {problem}",
        [var first, ..] => $"Jupyter takes the kernel in {first.Folder}",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport() =>
    [
        new ReportSection(
            "kernels",
            ["folder", "command", "works"],
            [.. Kernels.Select(kernel => (ImmutableArray<string>)[kernel.Folder, kernel.Command, kernel.Problem ?? "yes"])]),
    ];

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json) => json["kernels"] = new JsonArray([.. Kernels.Select(kernel => new JsonObject
    {
        ["folder"] = kernel.Folder,
        ["command"] = kernel.Command,
        ["problem"] = kernel.Problem,
    })]);
}
