namespace LionMl.Interactive.Progress;

/// <summary>
/// Shows the progress of one long step in a notebook: one display that is replaced a few times a second, and at last by how it ended.
/// </summary>
/// <remarks>
/// Thread-safe. Reports never wait for the notebook: one that comes while an update is being sent is shown by the next. Whoever disposes
/// without having said how the step ended leaves "cancelled" where the notebook was interrupted, else "failed".
/// </remarks>
public sealed class ProgressDisplay : IProgress<LionProgress>, IDisposable
{
    /// <summary>The least time between two updates: four in a second, which reads as smooth and floods no front end.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // Before this much is known, an estimate of the rest would jump about.
    private const double MinFraction = 0.03;
    private const double MinSeconds = 0.5;

    private readonly INotebookHost _host;
    private readonly IDisplayHandle _display;
    private readonly string _title;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly Lock _sending = new();
    private readonly List<(string Name, double Seconds)> _phases = [];

    private LionProgress _latest = new("", 0);
    private long _phaseStarted;
    private ProgressStatus _status = ProgressStatus.Running;
    private ProgressState? _ending;
    private long _sent;

    /// <summary>Starts the clock and shows the bar; called from the thread of the running cell, as notebooks want it.</summary>
    /// <param name="host">The notebook.</param>
    /// <param name="title">What runs, e.g. a verb.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public ProgressDisplay(INotebookHost host, string title, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(title);
        _host = host;
        _title = title;
        _time = time ?? TimeProvider.System;
        _started = _phaseStarted = _sent = _time.GetTimestamp();
        _display = host.Display(Snapshot());

        // A phase that reports nothing for long must still be seen to be alive.
        _timer = _time.CreateTimer(static self => ((ProgressDisplay)self!).SendIfDue(), this, Interval, Interval);
    }

    /// <summary>The state as it would be shown now.</summary>
    public ProgressState State
    {
        get
        {
            lock (_gate)
            {
                return _ending ?? Snapshot();
            }
        }
    }

    /// <summary>Takes note of where the step stands. After the end nothing is noted any more.</summary>
    public void Report(LionProgress value)
    {
        lock (_gate)
        {
            if (_status != ProgressStatus.Running)
            {
                return;
            }

            string phase = value.Phase ?? "";
            double fraction = double.IsNaN(value.Fraction) ? 0 : Math.Clamp(value.Fraction, 0, 1);
            if (phase == _latest.Phase)
            {
                // Workers report out of order; a bar that steps back looks broken. A phase that begins again does step back.
                fraction = fraction == 0 ? 0 : Math.Max(fraction, _latest.Fraction);
                if (fraction == 0 && _latest.Fraction > 0)
                {
                    ClosePhase();
                }
            }
            else
            {
                ClosePhase();
            }

            _latest = new LionProgress(phase, fraction);
        }

        SendIfDue();
    }

    /// <summary>Shows that the step ended well.</summary>
    public void Complete() => End(ProgressStatus.Done, null);

    /// <summary>Shows that the step was cancelled.</summary>
    public void Cancel() => End(ProgressStatus.Cancelled, null);

    /// <summary>Shows that the step failed; a cancellation is shown as one.</summary>
    /// <param name="failure">What it ended with.</param>
    public void Fail(Exception failure)
    {
        LionFailure sorted = LionFailure.From(failure);
        if (sorted.Kind == FailureKind.Cancelled)
        {
            Cancel();
        }
        else
        {
            End(ProgressStatus.Failed, sorted.Message);
        }
    }

    /// <summary>Stops the clock; an end that nobody named is shown as cancelled or failed.</summary>
    public void Dispose() => End(_host.Cancelled.IsCancellationRequested ? ProgressStatus.Cancelled : ProgressStatus.Failed, null);

    private void End(ProgressStatus status, string? message)
    {
        lock (_gate)
        {
            if (_status != ProgressStatus.Running)
            {
                return;
            }

            ClosePhase();
            _status = status;
            _ending = Snapshot() with { Message = message };
        }

        _timer.Dispose();

        // The last word must come last: this waits for an update that is on its way.
        lock (_sending)
        {
            _display.Update(_ending);
        }
    }

    private void SendIfDue()
    {
        if (!_sending.TryEnter())
        {
            return;
        }

        try
        {
            ProgressState state;
            lock (_gate)
            {
                if (_status != ProgressStatus.Running || _time.GetElapsedTime(_sent) < Interval)
                {
                    return;
                }

                _sent = _time.GetTimestamp();
                state = Snapshot();
            }

            _display.Update(state);
        }
        finally
        {
            _sending.Exit();
        }
    }

    private void ClosePhase()
    {
        double seconds = _time.GetElapsedTime(_phaseStarted).TotalSeconds;
        _phaseStarted = _time.GetTimestamp();
        if (_latest.Phase.Length == 0)
        {
            return;
        }

        int at = _phases.FindIndex(phase => phase.Name == _latest.Phase);
        if (at < 0)
        {
            _phases.Add((_latest.Phase, seconds));
        }
        else
        {
            _phases[at] = (_latest.Phase, _phases[at].Seconds + seconds);
        }
    }

    private ProgressState Snapshot()
    {
        double inPhase = _time.GetElapsedTime(_phaseStarted).TotalSeconds;
        bool canEstimate = _status == ProgressStatus.Running && _latest.Fraction is >= MinFraction and < 1 && inPhase >= MinSeconds;
        return new ProgressState
        {
            Title = _title,
            Status = _status,
            Phase = _latest.Phase,
            Fraction = _latest.Fraction,
            ElapsedSeconds = _time.GetElapsedTime(_started).TotalSeconds,
            RemainingSeconds = canEstimate ? inPhase * (1 - _latest.Fraction) / _latest.Fraction : null,
            Phases = [.. _phases.Select(phase => new ProgressPhase(phase.Name, phase.Seconds))],
        };
    }
}
