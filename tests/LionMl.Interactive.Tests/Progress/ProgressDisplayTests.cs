using LionMl.Interactive.Progress;
using LionMl.Interactive.Tests.Formatting;

namespace LionMl.Interactive.Tests.Progress;

public sealed class ProgressDisplayTests : IDisposable
{
    private readonly FakeNotebook _notebook = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _notebook.Dispose();

    [Fact]
    public void Many_reports_make_few_updates_and_the_end_is_shown()
    {
        using (var progress = new ProgressDisplay(_notebook, "prove", _clock))
        {
            for (int i = 0; i <= 1000; i++)
            {
                progress.Report(new LionProgress("proving", i / 1000.0));
                _clock.Advance(0.01);
            }

            progress.Complete();
        }

        // Ten seconds at four in a second, the first and the last.
        Assert.InRange(_notebook.Shown.Count, 22, 43);
        Assert.Equal(1, _notebook.Displays);
        Assert.Equal(0, _clock.Timers);
        ProgressState last = Last();
        Assert.Equal(ProgressStatus.Done, last.Status);
        Assert.Equal(10.01, last.ElapsedSeconds, 3);
        Assert.Equal("proving", Assert.Single(last.Phases).Name);
    }

    [Fact]
    public void A_silent_phase_is_still_seen_to_be_alive()
    {
        using var progress = new ProgressDisplay(_notebook, "setup", _clock);
        progress.Report(new LionProgress("making the keys", 0.5));
        _clock.Advance(5);
        Assert.InRange(_notebook.Shown.Count, 15, 25);
        Assert.InRange(Last().ElapsedSeconds, 4.5, 5.01);
        Assert.InRange(Last().RemainingSeconds!.Value, 4.5, 5.01);
    }

    [Fact]
    public void Bars_do_not_step_back_within_a_phase()
    {
        using var progress = new ProgressDisplay(_notebook, "prove", _clock);
        progress.Report(new LionProgress("a", 0.5));
        progress.Report(new LionProgress("a", 0.4));
        Assert.Equal(0.5, progress.State.Fraction);
        progress.Report(new LionProgress("b", 0.1));
        Assert.Equal(0.1, progress.State.Fraction);
        progress.Report(new LionProgress("b", double.NaN));
        progress.Report(new LionProgress("b", 7));
        Assert.Equal(1, progress.State.Fraction);
    }

    [Fact]
    public void Seconds_of_phases_add_up()
    {
        using var progress = new ProgressDisplay(_notebook, "run", _clock);
        foreach ((string phase, double seconds) in ((string, double)[])[("read", 1), ("prove", 3), ("read", 2)])
        {
            progress.Report(new LionProgress(phase, 0));
            _clock.Advance(seconds);
            progress.Report(new LionProgress(phase, 1));
        }

        progress.Complete();
        Assert.Equal(["read", "prove"], Last().Phases.Select(phase => phase.Name));
        Assert.Equal([3.0, 3.0], Last().Phases.Select(phase => Math.Round(phase.Seconds, 6)));
        Assert.Equal(6, Last().ElapsedSeconds, 6);
    }

    [Fact]
    public void Failures_and_cancellations_are_told_apart()
    {
        new ProgressDisplay(_notebook, "prove", _clock).Fail(new LionException(FailureKind.BadInput, "no keys yet"));
        Assert.Equal((ProgressStatus.Failed, "no keys yet"), (Last().Status, Last().Message));
        new ProgressDisplay(_notebook, "prove", _clock).Fail(new OperationCanceledException());
        Assert.Equal(ProgressStatus.Cancelled, Last().Status);
        new ProgressDisplay(_notebook, "prove", _clock).Dispose();
        Assert.Equal(ProgressStatus.Failed, Last().Status);
        var progress = new ProgressDisplay(_notebook, "prove", _clock);
        _notebook.Interrupt();
        progress.Dispose();
        Assert.Equal(ProgressStatus.Cancelled, Last().Status);
    }

    [Fact]
    public void Nothing_is_shown_after_the_end()
    {
        var progress = new ProgressDisplay(_notebook, "prove", _clock);
        progress.Complete();
        int count = _notebook.Shown.Count;
        progress.Report(new LionProgress("late", 0.5));
        progress.Cancel();
        progress.Dispose();
        _clock.Advance(3);
        Assert.Equal(count, _notebook.Shown.Count);
        Assert.Equal(ProgressStatus.Done, progress.State.Status);
    }

    [Fact]
    public void Many_threads_may_report()
    {
        using var progress = new ProgressDisplay(_notebook, "prove");
        Parallel.For(0, 20_000, i => progress.Report(new LionProgress($"phase {i % 3}", i % 100 / 100.0)));
        progress.Complete();
        Assert.Equal(ProgressStatus.Done, Last().Status);
        Assert.Equal(3, Last().Phases.Length);
        Assert.InRange(_notebook.Shown.Count, 2, 200);
    }

    [Fact]
    public void A_state_is_a_bar_and_a_line()
    {
        var state = new ProgressState
        {
            Title = "prove",
            Status = ProgressStatus.Running,
            Phase = "committing <b>",
            Fraction = 0.42,
            ElapsedSeconds = 75,
            RemainingSeconds = 12.4,
        };
        Assert.Equal("prove: committing <b> 42 %, 1:15 min elapsed, about 12 s left in this phase", Shown.Plain(state));
        Assert.Contains("42 %", HtmlRules.Check(Shown.Html(state)).Value, StringComparison.Ordinal);
        ProgressState failed = state with { Status = ProgressStatus.Failed, Message = "no keys\nyet", Phases = [new("reading", 1.5)] };
        Assert.Equal("prove: failed after 75.00 s (no keys yet): reading 1.50 s", Shown.Plain(failed));
        Assert.Contains("failed", HtmlRules.Check(Shown.Html(failed)).Value, StringComparison.Ordinal);
        Assert.Equal(Shown.Plain(failed), failed.ToString());
    }

    private ProgressState Last() => (ProgressState)_notebook.Shown[^1];
}
