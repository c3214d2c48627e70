using System.Collections.Immutable;
using LionMl.Kernel.Display;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Tests;

/// <summary>A session whose cells are small commands, one a line, so that the kernel is tested without a compiler.</summary>
internal sealed class FakeSession : ICellSession
{
    public bool IsDisposed { get; private set; }

    public List<int> Numbers { get; } = [];

    public CellResult Run(CellRequest request, ICellOutput output, CancellationToken interrupt)
    {
        Numbers.Add(request.Number);
        foreach (string line in request.Code.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ', 2);
            string rest = words.Length > 1 ? words[1] : string.Empty;
            switch (words[0])
            {
                case "out":
                    output.Print(false, rest + "\n");
                    break;
                case "err":
                    output.Print(true, rest + "\n");
                    break;
                case "huge":
                    string block = new('x', 1_000_000);
                    for (int i = 0; i < int.Parse(rest); i++)
                    {
                        output.Print(false, block);
                    }

                    break;
                case "letters":
                    foreach (char letter in rest)
                    {
                        output.Print(false, letter.ToString());
                    }

                    break;
                case "show":
                    output.Display(MimeBundle.Text(rest), null);
                    break;
                case "named":
                    output.Display(MimeBundle.Text(rest), "d1");
                    break;
                case "update":
                    output.Update(MimeBundle.Text(rest), "d1");
                    break;
                case "showhuge":
                    output.Display(MimeBundle.Text(new string('y', int.Parse(rest))), null);
                    break;
                case "clear":
                    output.Clear(rest == "wait");
                    break;
                case "value":
                    return new CellResult(MimeBundle.Text(rest), null);
                case "fail":
                    return Failed("TestException", rest);
                case "throw":
                    throw new InvalidOperationException(rest);
                case "ask":
                    try
                    {
                        output.Print(false, $"got {output.ReadLine(rest, rest == "secret", interrupt)}\n");
                    }
                    catch (NotSupportedException failure)
                    {
                        return Failed("NotSupported", failure.Message);
                    }
                    catch (OperationCanceledException)
                    {
                        return Failed("Interrupted", "interrupted while asking");
                    }

                    break;
                case "sleep":
                    output.Print(false, "sleeping\n");
                    if (!interrupt.WaitHandle.WaitOne(TimeSpan.FromSeconds(60)))
                    {
                        throw new TimeoutException("The test never interrupted the cell.");
                    }

                    return Failed("Interrupted", "the cell was interrupted");
                case "background":
                    // Prints when the file appears, that is after the cell has ended.
                    new Thread(() =>
                    {
                        while (!File.Exists(rest))
                        {
                            Thread.Sleep(5);
                        }

                        output.Print(false, "from the background\n");
                    })
                    { IsBackground = true }.Start();
                    break;
            }
        }

        return CellResult.Done;
    }

    public CompletionResult Complete(string code, int cursor) => new([new CompletionMatch("Candidate", "class")], cursor - 1, cursor);

    public InspectionResult? Inspect(string code, int cursor) =>
        code.Length == 0 ? null : new InspectionResult(MimeBundle.Text($"{code[..cursor]}|"));

    public CompletenessResult CheckComplete(string code) => code switch
    {
        "{" => new CompletenessResult(Completeness.Incomplete, "    "),
        "}" => new CompletenessResult(Completeness.Invalid, string.Empty),
        _ => new CompletenessResult(Completeness.Complete, string.Empty),
    };

    public void Dispose() => IsDisposed = true;

    private static CellResult Failed(string name, string message) =>
        new(null, new CellError(name, message, ImmutableArray.Create($"{name}: {message}")));
}
