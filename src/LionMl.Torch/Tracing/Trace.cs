namespace TorchSharp;

/// <summary>The trace that operations append to, if any; per flow of control.</summary>
internal static class Trace
{
    private static readonly AsyncLocal<TraceRecorder?> Slot = new();

    public static TraceRecorder? Current => Slot.Value;

    /// <summary>Makes a recorder the current one until disposed, also when the traced code throws.</summary>
    public static IDisposable Start(TraceRecorder recorder) => Set(recorder);

    /// <summary>Keeps operations out of the trace until disposed.</summary>
    public static IDisposable Suspend() => Slot.Value is null ? Nothing : Set(null);

    private static IDisposable Nothing { get; } = new Restore(() => { });

    private static Restore Set(TraceRecorder? recorder)
    {
        TraceRecorder? before = Slot.Value;
        Slot.Value = recorder;
        return new Restore(() => Slot.Value = before);
    }
}
