using System.Collections.Immutable;
using System.Diagnostics;
using LionMl.Commands;
using LionMl.Results;

namespace LionMl.Kernel.Commands;

/// <summary>What every result reports about its verb's run.</summary>
internal sealed class VerbRecord(VerbCall call)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Ends the measurement.</summary>
    public RunRecord Finish(ImmutableArray<KeyValuePair<string, long>> files = default, ImmutableArray<string> warnings = default)
    {
        using var self = Process.GetCurrentProcess();
        return new RunRecord
        {
            Verb = call.Verb.Name,
            Cores = call.Number("--cores") ?? Environment.ProcessorCount,
            Options = [.. call.Verb.Options.Where(option => call.Has(option.Name)).Select(Used)],
            TotalSeconds = Stopwatch.GetElapsedTime(_start).TotalSeconds,
            PeakMemoryBytes = Math.Max(self.PeakWorkingSet64, self.WorkingSet64),
            Files = files.IsDefault ? [] : files,
            Warnings = warnings.IsDefault ? [] : warnings,
        };
    }

    private RecordedOption Used(VerbOption option) => new(option.Key, call.Text(option.Name) ?? "true", false);
}
