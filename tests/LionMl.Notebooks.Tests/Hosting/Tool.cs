using System.Diagnostics;

namespace LionMl.Notebooks.Tests.Hosting;

/// <summary>What a program said and how it ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Tool(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program to its end; one that outlasts the patience is killed with its children, and fails.</summary>
    public static Tool Run(ProcessStartInfo start, TimeSpan patience, string? input = null)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        bool hasEnded = process.WaitForExit(patience);
        if (!hasEnded)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        // Grandchildren may hold the pipes open for ever.
        Task.WaitAll([output, error], TimeSpan.FromSeconds(10));
        string said = error.IsCompletedSuccessfully ? error.Result : "";
        return new Tool(
            hasEnded ? process.ExitCode : -1,
            output.IsCompletedSuccessfully ? output.Result : "",
            hasEnded ? said : $"{said}\n{Path.GetFileName(start.FileName)} was stopped after {patience.TotalSeconds:0} s.");
    }

    /// <summary>Fails the test, with all that the program said, unless it ended well.</summary>
    public Tool AssertOk()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }
}
