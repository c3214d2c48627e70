using LionMl.Interactive;
using LionMl.Kernel.Scripting;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Tests.Sessions;

/// <summary>One session for each test, and short ways to run cells in it.</summary>
[Collection(nameof(SessionTests))]
public abstract class SessionTests : IDisposable
{
    private int _number;

    protected SessionTests() => Session = new CellSession(new PackageRestorer(), (host, line) =>
    {
        // A line of no command is left to the test, which so stands in for one.
        if (line.StartsWith("#!lion-test", StringComparison.Ordinal))
            Magic(host);
        else
            new LionMagics(host).Execute(line);
    });

    internal CellSession Session { get; }

    /// <summary>What <c>#!lion-test</c> does.</summary>
    internal Action<INotebookHost> Magic { get; set; } = _ => { };

    /// <summary>The output of the last cell.</summary>
    internal FakeOutput Output { get; private set; } = new();

    internal CellResult Run(string code, CancellationToken interrupt = default, params string[] answers)
    {
        Output = new FakeOutput();
        foreach (string answer in answers)
            Output.Answers.Enqueue(answer);

        return Session.Run(new CellRequest(code, ++_number), Output, interrupt);
    }

    /// <summary>The text of a cell's value; the test fails when the cell does.</summary>
    internal string Value(string code)
    {
        CellResult result = Run(code);
        Assert.True(result.Error is null, result.Error is null ? "" : string.Join('\n', result.Error.Traceback));
        return result.Value is null ? "" : result.Value.Data["text/plain"].GetValue<string>();
    }

    /// <summary>A cell's error, all lines.</summary>
    internal string Failure(string code)
    {
        CellResult result = Run(code);
        Assert.NotNull(result.Error);
        return string.Join('\n', result.Error.Traceback);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Session.Dispose();
}
