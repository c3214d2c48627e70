using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LionMl.Varuna.Tests.Interop;

/// <summary>Aleo's own verifier (npm package @provablehq/wasm, Varuna V2) behind tests/interop/verify.mjs.</summary>
internal sealed class NodeVerifier : IDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("lionml-interop-").FullName;
    private readonly JsonArray _jobs = [];
    private readonly List<string> _names = [];

    /// <summary>Why Aleo's verifier cannot run here, or null.</summary>
    public static string? Missing { get; } = FindMissing();

    private static string? Script { get; } = FindScript();

    /// <summary>Adds a statement to check; expected to be accepted, refused or called malformed.</summary>
    public void Add(string name, IEnumerable<byte[]> keys, IEnumerable<string> publicInputs, byte[] proof)
    {
        string Write(string kind, int index, byte[] bytes)
        {
            string path = Path.Combine(_folder, $"{_names.Count}-{kind}{index}");
            File.WriteAllBytes(path, bytes);
            return path;
        }

        _jobs.Add(new JsonObject
        {
            ["keys"] = new JsonArray([.. keys.Select((key, i) => JsonValue.Create(Write("key", i, key)))]),
            ["publics"] = new JsonArray(
                [.. publicInputs.Select((json, i) => JsonValue.Create(Write("public", i, System.Text.Encoding.UTF8.GetBytes(json))))]),
            ["proof"] = Write("proof", 0, proof),
        });
        _names.Add(name);
    }

    /// <summary>Runs all statements in one process.</summary>
    /// <returns>For each name: true, false, or null for malformed.</returns>
    public IReadOnlyList<(string Name, bool? Accepted)> Run()
    {
        string jobs = Path.Combine(_folder, "jobs.json");
        File.WriteAllText(jobs, _jobs.ToJsonString());
        var start = new ProcessStartInfo("node", [Script!, "--batch", jobs])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeLimit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"Aleo's verifier took more than {TimeLimit.TotalMinutes} minutes.");
        }

        string[] lines = output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length != _names.Count)
        {
            throw new InvalidOperationException(
                $"Aleo's verifier printed {lines.Length} lines for {_names.Count} statements.\n{errors.Result}");
        }

        return [.. _names.Zip(lines, (name, line) => (name, Verdict(line)))];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool? Verdict(string line)
    {
        JsonElement root = JsonDocument.Parse(line).RootElement;
        return root.TryGetProperty("accepted", out JsonElement accepted) ? accepted.GetBoolean() : null;
    }

    private static string? FindScript()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string script = Path.Combine(folder.FullName, "tests", "interop", "verify.mjs");
            if (File.Exists(script))
                return script;
        }

        return null;
    }

    private static string? FindMissing()
    {
        string? script = FindScript();
        if (script is null)
            return "tests/interop/verify.mjs is not above the test's folder";
        if (!Directory.Exists(Path.Combine(Path.GetDirectoryName(script)!, "node_modules", "@provablehq", "wasm")))
            return "@provablehq/wasm is not installed: run `npm ci --ignore-scripts` in tests/interop";
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "node does not run";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "node is not installed";
        }
    }
}
