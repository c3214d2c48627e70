using System.Diagnostics;
using System.Text.Json.Nodes;
using LionMl.Artifacts;
using LionMl.Varuna.Tests.Interop;

namespace LionMl.Tests;

/// <summary>Aleo's own code under Node, as tests/interop wraps it.</summary>
internal static class Interop
{
    /// <summary>The folder tests/interop.</summary>
    public static string Folder { get; } = Find();

    /// <summary>Whether Aleo's verifier (Varuna V2) accepts the proof in an artifact folder.</summary>
    public static bool? Accepts(string folder)
    {
        using var node = new NodeVerifier();
        byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(folder, name));
        node.Add(
            "proof",
            [Bytes(ArtifactNames.VerifyingKey)],
            [File.ReadAllText(Path.Combine(folder, ArtifactNames.PublicInputs))],
            Bytes(ArtifactNames.Proof));
        return node.Run()[0].Accepted;
    }

    /// <summary>Poseidon8 of each job of hash.mjs.</summary>
    public static string[] Hashes(params ReadOnlySpan<JsonObject> jobs)
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("jobs.json");
        File.WriteAllText(file, new JsonArray([.. jobs]).ToJsonString());
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, "hash.mjs"), file]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Find()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (folder.Name != "tests" && folder.Parent is { } parent)
        {
            folder = parent;
        }

        return Path.Combine(folder.FullName, "interop");
    }
}
