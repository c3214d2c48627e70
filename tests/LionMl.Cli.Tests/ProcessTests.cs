using System.Diagnostics;

namespace LionMl.Cli.Tests;

/// <summary>What only the real process shows: signals, streams, exit codes.</summary>
[Collection(DigitsCollection.Name)]
public sealed class ProcessTests(DigitsFixture digits)
{
    [Fact]
    public void Standard_output_holds_one_json_object_and_nothing_else()
    {
        using Process lion = Start("table", digits.Folder, "--json");
        string output = lion.StandardOutput.ReadToEnd();
        lion.WaitForExit();
        Assert.Equal(0, lion.ExitCode);
        Assert.StartsWith("{", output, StringComparison.Ordinal);
        Assert.EndsWith("}\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void An_interrupted_proof_ends_with_exit_code_3_and_leaves_the_folder_as_it_was(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string folder = digits.Copy();
        string[] before = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        byte[] proof = File.ReadAllBytes(Path.Combine(folder, "proof.bin"));
        string[] inputs = [.. Enumerable.Range(0, 24).SelectMany(_ => (string[])["--input", DigitsFixture.Data("input.json")])];
        using Process lion = Start(["prove", folder, .. inputs]);
        // The first line of progress says that the handlers are in place and work has begun.
        string? line = lion.StandardError.ReadLine();
        Assert.NotNull(line);
        using (Process kill = Process.Start("kill", ["-" + signal, $"{lion.Id}"]))
        {
            kill.WaitForExit();
        }

        string rest = lion.StandardError.ReadToEnd();
        lion.WaitForExit();
        Assert.Equal(3, lion.ExitCode);
        Assert.Contains("Cancelled; nothing was changed.", rest, StringComparison.Ordinal);
        Assert.Equal(
            before, Directory.EnumerateFiles(folder, "*", new EnumerationOptions { AttributesToSkip = 0 }).Order(StringComparer.Ordinal));
        Assert.Equal(proof, File.ReadAllBytes(Path.Combine(folder, "proof.bin")));
    }

    [Fact]
    public void A_full_disk_is_told_in_one_line_and_leaves_nothing()
    {
        // A limit on file size is the full disk that a test may make without being root; it must spare the runtime's own memory files.
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        string folder = digits.Copy();
        using Process lion = StartShell($"trap '' XFSZ; ulimit -f 200; DOTNET_EnableWriteXorExecute=0 exec dotnet {Dll} setup {folder} "
            + "--srs sandbox");
        string error = lion.StandardError.ReadToEnd();
        lion.WaitForExit();
        Assert.Equal(2, lion.ExitCode);
        Assert.Contains("proving.key could not be written", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder, ".*", new EnumerationOptions { AttributesToSkip = 0 }));
        Assert.Equal(0, CommandLine.Run("verify", folder).ExitCode);
    }

    private static string Dll => Path.Combine(AppContext.BaseDirectory, "lion.dll");

    // A shell without job control starts what runs in its background with interrupts ignored, and children inherit that.
    private static bool IgnoresInterrupts
    {
        get
        {
            const string Field = "SigIgn:";
            const int InterruptBit = 1 << (2 - 1);
            string? line = OperatingSystem.IsLinux()
                ? File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(Field, StringComparison.Ordinal))
                : null;
            return line is not null && (Convert.ToUInt64(line[Field.Length..].Trim(), 16) & InterruptBit) != 0;
        }
    }

    private static Process Start(params string[] args) => Process.Start(Configure(
        IgnoresInterrupts
            ? new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Dll, .. args])
            : new ProcessStartInfo("dotnet", [Dll, .. args])))!;

    private static Process StartShell(string command) => Process.Start(Configure(new ProcessStartInfo("/bin/sh", ["-c", command])))!;

    private static ProcessStartInfo Configure(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }
}
