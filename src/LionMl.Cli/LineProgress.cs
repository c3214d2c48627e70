namespace LionMl.Cli;

/// <summary>Progress for logs: a line when a phase begins and one for each further tenth of a long phase.</summary>
internal sealed class LineProgress(TextWriter error) : IProgress<LionProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly Lock _gate = new();
    private string? _phase;
    private int _tenth;
    private DateTime _last;

    public void Report(LionProgress value)
    {
        int tenth = (int)(value.Fraction * 10);
        lock (_gate)
        {
            if (value.Phase != _phase)
            {
                _phase = value.Phase;
                _tenth = tenth;
                _last = DateTime.UtcNow;
                if (value.Fraction < 1)
                {
                    error.WriteLine($"… {value.Phase}");
                }
            }
            else if (tenth > _tenth && tenth < 10 && DateTime.UtcNow - _last >= Pause)
            {
                _tenth = tenth;
                _last = DateTime.UtcNow;
                error.WriteLine($"… {value.Phase}: {tenth * 10} %");
            }
        }
    }
}
