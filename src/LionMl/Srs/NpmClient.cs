using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace LionMl.Srs;

/// <summary>Calls the user's npm, so that the user's registry, proxy and certificates apply.</summary>
internal static class NpmClient
{
    /// <summary>Downloads one package as .tgz without running any of its scripts.</summary>
    /// <param name="package">Name and version.</param>
    /// <param name="folder">An empty folder to work in.</param>
    /// <param name="cancellation">Ends npm and everything it started.</param>
    /// <returns>The path of the .tgz.</returns>
    /// <exception cref="LionException">No npm, no network, no such package.</exception>
    public static string Pack(string package, string folder, CancellationToken cancellation)
    {
        // On Windows npm is a script, which only the command interpreter starts.
        bool isWindows = OperatingSystem.IsWindows();
        var start = new ProcessStartInfo(isWindows ? "cmd.exe" : "npm")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        string[] before = isWindows ? ["/c", "npm"] : [];
        foreach (string argument in (string[])[.. before, "pack", "--ignore-scripts", "--silent", "--no-audit", "--no-fund", package])
        {
            start.ArgumentList.Add(argument);
        }

        var errors = new StringBuilder();
        try
        {
            using Process npm = Process.Start(start)!;
            npm.StandardInput.Close();
            npm.OutputDataReceived += (_, _) => { };
            npm.ErrorDataReceived += (_, line) =>
            {
                lock (errors)
                {
                    errors.AppendLine(line.Data);
                }
            };
            npm.BeginOutputReadLine();
            npm.BeginErrorReadLine();
            using CancellationTokenRegistration kill = cancellation.Register(() => Kill(npm));
            npm.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            string? file = Directory.EnumerateFiles(folder, "*.tgz").FirstOrDefault();
            if (npm.ExitCode == 0 && file is not null)
            {
                return file;
            }

            string reason;
            lock (errors)
            {
                reason = errors.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .FirstOrDefault(line => !line.StartsWith("npm warn", StringComparison.OrdinalIgnoreCase)) ?? "no reason given";
            }

            throw LionException.BadInput(
                $"npm could not fetch {package} (exit code {npm.ExitCode}: {reason}). Check the network, or get its .tgz elsewhere and "
                    + "run 'lion srs import FILE'.");
        }
        catch (Win32Exception failure)
        {
            throw LionException.BadInput(
                $"npm was not found, and {package} holds Aleo's SRS. Install Node.js, or get the package's .tgz elsewhere and run 'lion "
                    + "srs import FILE'.", failure);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }
    }
}
