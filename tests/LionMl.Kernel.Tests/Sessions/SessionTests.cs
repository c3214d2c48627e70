using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Tests.Sessions;

/// <summary>One session for each test, and short ways to run cells in it.</summary>
[Collection(nameof(SessionTests))]
public abstract class SessionTests : IDisposable
{
    private int _number;

    internal CellSession Session { get; } = new();

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
        Session.Dispose();
        GC.SuppressFinalize(this);
    }
}
