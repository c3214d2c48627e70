using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LionMl.Interactive;
using LionMl.Kernel.Scripting;

namespace LionMl.Kernel.Sessions;

/// <summary>A notebook's C#: cells see what earlier ones defined, the last expression is the result, and directives stand between statements.</summary>
/// <remarks>
/// The compiler is warmed up in the background from the constructor on; the first cell waits for it. While a session lives, it holds the
/// process's <see cref="Console"/>, which it routes to the cells.
/// </remarks>
public sealed partial class CellSession : ICellSession
{
    private readonly OutputPump _pump = new();
    private readonly Task<SubmissionChain> _chain;
    private readonly Lazy<CellLibraries> _libraries;
    private readonly LionMagics _magics;
    private readonly Action<string> _execute;
    private volatile CellContext? _current;
    private bool _isDisposed;

    /// <summary>An empty session.</summary>
    public CellSession()
        : this(new PackageRestorer())
    {
    }

    /// <summary>An empty session with other surroundings; for tests.</summary>
    /// <param name="restorer">How packages are fetched.</param>
    /// <param name="execute">What runs magic commands; null for those of LionML.</param>
    internal CellSession(PackageRestorer restorer, Action<INotebookHost, string>? execute = null)
    {
        CellConsole.Acquire();
        _chain = Task.Factory.StartNew(
            () => new SubmissionChain(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _chain.ContinueWith(
            c => c.Result.WarmUp(),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.LongRunning,
            TaskScheduler.Default);
        _libraries = new Lazy<CellLibraries>(() => new CellLibraries(Chain) { Restorer = restorer });
        var host = new SessionHost(this);
        _magics = new LionMagics(host);
        _execute = execute is null ? _magics.Execute : line => execute(host, line);
    }

    private SubmissionChain Chain => _chain.GetAwaiter().GetResult();

    /// <inheritdoc/>
    public CellResult Run(CellRequest request, ICellOutput output, CancellationToken interrupt)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        ObjectDisposedException.ThrowIf(_isDisposed, this);

        ImmutableArray<CellSegment> segments;
        try
        {
            segments = CellSource.Split(request.Code);
        }
        catch (DirectiveException exception)
        {
            return new CellResult(null, CellTraceback.Line("DirectiveError", AtLine(request.Number, exception.Line, exception.Message)));
        }

        // Not disposed: work that the cell has left in the background may still look at its token.
        var cancel = new CancellationTokenSource();
        var cell = new CellContext(new PumpedOutput(output, _pump), request.Number, cancel.Token);
        _current = cell;
        try
        {
            return RunSegments(new CellRun(cell, cancel, interrupt), segments);
        }
        finally
        {
            _current = null;
            _pump.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        _magics.Dispose();
        CellConsole.Release();
        _pump.Dispose();
    }

    private CellResult RunSegments(CellRun run, ImmutableArray<CellSegment> segments)
    {
        long? timed = null;
        CellResult result = CellResult.Done;
        for (int i = 0; i < segments.Length && result.Error is null; i++)
        {
            // Only the last value is the cell's result; those before a directive are shown where they arise.
            if (result.Value is not null)
                run.Cell.Output.Display(result.Value, null);

            result = CellResult.Done;
            CellSegment segment = segments[i];
            if (!segment.IsDirective)
                result = run.RunCode(Chain, segment);
            else if (IsWord(segment.Text, "#!time"))
                timed ??= Stopwatch.GetTimestamp();
            else
                result = RunDirective(run, segment);
        }

        if (timed is { } start)
            run.Cell.Output.Print(false, $"Time: {Describe(Stopwatch.GetElapsedTime(start))}\n");

        return result;
    }

    private static string Describe(TimeSpan time) => time.TotalSeconds < 1
        ? time.TotalMilliseconds.ToString("0.0 'ms'", CultureInfo.InvariantCulture)
        : time.TotalSeconds.ToString("0.00 's'", CultureInfo.InvariantCulture);
}
