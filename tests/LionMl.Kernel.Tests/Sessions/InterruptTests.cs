using System.Diagnostics;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Tests.Sessions;

public sealed class InterruptTests : SessionTests
{
    /// <summary>Lets the deaf cell end after its test.</summary>
    public static volatile bool IsReleased;

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("Thread.Sleep(Timeout.Infinite);")]
    [InlineData("await Task.Delay(Timeout.Infinite);")]
    [InlineData("await Task.Delay(Timeout.Infinite, Cell.Cancelled);")]
    [InlineData("new TaskCompletionSource().Task.Wait();")]
    [InlineData("Console.ReadLine();")]
    [InlineData("while (true) { try { Thread.Sleep(10); } catch (Exception) { } }")]
    [InlineData("int Loop(int n) { while (true) n++; } Loop(1)")]
    [InlineData("while (true) Console.Write(\"x\");")]
    public void A_cell_stops_within_a_second(string code)
    {
        Value("1");
        using var interrupt = new CancellationTokenSource();
        long cancelled = 0;
        var canceller = new Thread(() =>
        {
            Thread.Sleep(700);
            cancelled = Stopwatch.GetTimestamp();
            interrupt.Cancel();
        });
        canceller.Start();
        CellResult result = Run(code, interrupt.Token);
        TimeSpan taken = Stopwatch.GetElapsedTime(cancelled);
        Assert.Equal("Interrupted", result.Error?.Name);
        // The goal is a second; a busy machine has two.
        Assert.InRange(taken.TotalSeconds, 0, 2);
        Assert.Equal("2", Value("1 + 1"));
    }

    [Fact]
    public void A_deaf_cell_is_given_up_and_the_next_one_runs()
    {
        using var interrupt = new CancellationTokenSource();
        IsReleased = false;
        try
        {
            interrupt.CancelAfter(500);
            CellResult result = Run(
                """
                int assigned = 4;
                try
                {
                    try { throw new Exception(); }
                    finally { while (!LionMl.Kernel.Tests.Sessions.InterruptTests.IsReleased) { } }
                }
                catch { }
                """,
                interrupt.Token);
            Assert.Equal("Interrupted", result.Error?.Name);
            Assert.Contains("given up", result.Error!.Message);
            Assert.Equal("5", Value("assigned + 1"));
        }
        finally
        {
            IsReleased = true;
        }

        Assert.Equal("6", Value("assigned + 2"));
    }

    [Fact]
    public void A_cancelled_exception_without_an_interrupt_is_an_ordinary_error() =>
        Assert.Equal("OperationCanceledException", Run("throw new OperationCanceledException();").Error?.Name);

    [Fact]
    public void A_cell_that_watches_its_token_ends_by_itself()
    {
        using var interrupt = new CancellationTokenSource(300);
        CellResult result = Run("while (!Cell.Cancelled.IsCancellationRequested) { } \"clean\"", interrupt.Token);
        Assert.Null(result.Error);
        Assert.Equal("clean", result.Value?.Data["text/plain"].GetValue<string>());
    }
}
