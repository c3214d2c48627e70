namespace LionMl.Running;

/// <summary>Passes a library's progress on as one phase, so that a front end shows one bar for one step.</summary>
internal sealed class ProgressBridge<T>(Recorder recorder, string phase, Func<T, double> fraction) : IProgress<T>
{
    public void Report(T value) => recorder.Report(phase, fraction(value));
}
