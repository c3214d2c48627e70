namespace LionMl.Interactive.Tests.Progress;

/// <summary>A clock that stands still until it is moved; its timers ring while it moves.</summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly List<FakeTimer> _timers = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public int Timers => _timers.Count;

    public override long GetTimestamp() => _ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state, period);
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Moves on in steps of ten milliseconds.</summary>
    public void Advance(double seconds)
    {
        for (long end = _ticks + (long)(seconds * TimeSpan.TicksPerSecond); _ticks < end;)
        {
            _ticks = Math.Min(end, _ticks + TimeSpan.FromMilliseconds(10).Ticks);
            foreach (FakeTimer timer in _timers.ToArray())
            {
                timer.Ring(_ticks);
            }
        }
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state, TimeSpan period) : ITimer
    {
        private long _last = clock._ticks;

        public void Ring(long now)
        {
            if (now - _last >= period.Ticks)
            {
                _last = now;
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
