using System.Text.Json.Nodes;
using LionMl.Results;

namespace LionMl.Kernel.Commands;

/// <summary>A kernel ended as it was told to. Nobody reads this: Jupyter looks at the exit code.</summary>
public sealed record KernelEndedResult : LionResult
{
    /// <inheritdoc/>
    public override string Verdict => "the kernel has ended";

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport() => [];

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json)
    {
    }
}
