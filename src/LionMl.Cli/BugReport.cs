using System.Runtime.InteropServices;
using LionMl.Commands;

namespace LionMl.Cli;

/// <summary>Keeps the details of an internal error in a file, so that the terminal stays readable.</summary>
internal static class BugReport
{
    /// <summary>Writes the details.</summary>
    /// <returns>One sentence that says how to report the bug.</returns>
    public static string Write(Exception exception)
    {
        try
        {
            string path = Path.Combine(Path.GetTempPath(), $"lion-error-{Guid.NewGuid().ToString("N")[..8]}.txt");
            string machine = $"LionML {CommandTable.ProgramVersion}, {RuntimeInformation.FrameworkDescription}, "
                + $"{RuntimeInformation.OSDescription}";
            File.WriteAllText(path, $"{machine}\n{exception}\n");
            return $"Please report it as an issue of the LionML repository, with the command and the file {path} (it holds no input data).";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "Please report it as an issue of the LionML repository, with the command.";
        }
    }
}
