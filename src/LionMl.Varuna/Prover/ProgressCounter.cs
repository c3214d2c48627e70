namespace LionMl.Varuna;

/// <summary>Turns finished work into fractions.</summary>
/// <remarks>The unit is one term of a multi-scalar multiplication, which dominates everything else.</remarks>
internal sealed class ProgressCounter(IProgress<VarunaProgress>? progress, double total)
{
    private readonly Lock _lock = new();
    private double _done;

    internal void Add(string phase, double work)
    {
        if (progress is null)
            return;
        lock (_lock)
        {
            _done += work;
            progress.Report(new VarunaProgress(phase, Math.Min(1, _done / total)));
        }
    }

    /// <summary>Everything is done, whatever was counted.</summary>
    internal void Finish(string phase)
    {
        lock (_lock)
            progress?.Report(new VarunaProgress(phase, 1));
    }
}
