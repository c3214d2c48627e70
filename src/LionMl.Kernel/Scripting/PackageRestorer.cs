using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace LionMl.Kernel.Scripting;

/// <summary>Fetches NuGet packages by restoring a temporary project with the .NET SDK, from the sources that the user has configured.</summary>
internal sealed partial class PackageRestorer
{
    /// <summary>A NuGet configuration to use in the place of the user's; for tests.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Restores packages together.</summary>
    /// <param name="packages">Name → version; both must hold nothing but the characters that NuGet allows.</param>
    /// <param name="cancellation">Ends the restore.</param>
    /// <exception cref="DirectiveException">A package, a version, the network or the SDK is missing.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RestoredPackages Restore(IReadOnlyDictionary<string, string> packages, CancellationToken cancellation)
    {
        string runtime = RuntimeInformation.RuntimeIdentifier;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lionml-packages-");
        try
        {
            Write(folder.FullName, packages, runtime);
            RunRestore(folder.FullName, cancellation);
            return RestoredPackages.Read(File.ReadAllText(Path.Combine(folder.FullName, "obj", "project.assets.json")), runtime);
        }
        finally
        {
            try
            {
                folder.Delete(recursive: true);
            }
            catch (IOException)
            {
                // Left to the system, which empties its folder of temporary files.
            }
        }
    }

    private static void Write(string folder, IReadOnlyDictionary<string, string> packages, string runtime)
    {
        var project = new StringBuilder();
        project.Append($"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.{Environment.Version.Minor}</TargetFramework>
                <RuntimeIdentifier>{runtime}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>

            """);
        foreach ((string name, string version) in packages)
            project.Append($"    <PackageReference Include=\"{name}\" Version=\"{version}\" />\n");

        project.Append("  </ItemGroup>\n</Project>\n");
        File.WriteAllText(Path.Combine(folder, "packages.csproj"), project.ToString());
        // Empty, so that nothing in a folder above is taken for them.
        foreach (string name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(Path.Combine(folder, name), "<Project />\n");
    }

    private void RunRestore(string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(DotnetPath())
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])["restore", "packages.csproj", "--nologo", "--verbosity", "quiet"])
            start.ArgumentList.Add(argument);

        if (ConfigFile is not null)
        {
            start.ArgumentList.Add("--configfile");
            start.ArgumentList.Add(ConfigFile);
        }

        // A kernel that was itself started by the SDK must not pass its settings on.
        foreach (string name in (string[])["MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"])
            start.Environment.Remove(name);

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        using Process process = Begin(start);
        process.StandardInput.Close();
        var lines = new StringBuilder();
        process.OutputDataReceived += (_, e) => Collect(lines, e.Data);
        process.ErrorDataReceived += (_, e) => Collect(lines, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            process.WaitForExitAsync(cancellation).GetAwaiter().GetResult();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        if (process.ExitCode != 0)
        {
            lock (lines)
                throw new DirectiveException(Explain(lines.ToString()));
        }
    }

    private static void Collect(StringBuilder lines, string? line)
    {
        lock (lines)
            lines.AppendLine(line);
    }

    private static Process Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new DirectiveException("Packages are fetched by the .NET SDK, whose command 'dotnet' was not found.");
        }
    }

    /// <summary>The first error of a restore, as one line that says what to do.</summary>
    internal static string Explain(string output)
    {
        Match error = ErrorLine().Match(output);
        if (!error.Success)
            return $"The packages could not be restored: {output.Trim()}";

        string text = Project().Replace(error.Groups["text"].Value, "").Trim();
        return error.Groups["code"].Value switch
        {
            "NU1101" => $"No such package: {text}",
            "NU1102" or "NU1103" => $"No such version: {text}",
            "NU1301" or "NU1900" => $"A package source cannot be reached; check the network: {text}",
            var code => $"The packages could not be restored: {code}: {text}",
        };
    }

    private static string DotnetPath()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string?[] candidates =
        [
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"),
            Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name)),
        ];
        return candidates.FirstOrDefault(File.Exists) ?? name;
    }

    [GeneratedRegex(@"error (?<code>[A-Z]+\d+)\s*: (?<text>[^\r\n]+(\r?\n  [^\r\n]+)*)")]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"\s*\[[^\]]*\.csproj[^\]]*\]")]
    private static partial Regex Project();
}
