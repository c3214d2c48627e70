namespace LionMl.Running;

/// <summary>Passes a library's progress on.</summary>
internal sealed class ProgressBridge<T>(Recorder recorder, Func<T, (string Phase, double Fraction)> read) : IProgress<T>
{
    public void Report(T value)
    {
        (string phase, double fraction) = read(value);
        recorder.Report(phase, fraction);
    }
}
