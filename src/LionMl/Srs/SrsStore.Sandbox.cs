using LionMl.Algebra;
using LionMl.Artifacts;
using LionMl.Running;
using LionMl.Varuna;

namespace LionMl.Srs;

/// <content>Sandboxes.</content>
internal sealed partial class SrsStore
{
    /// <summary>Makes a sandbox of 2^<paramref name="logSize"/> powers.</summary>
    public void MakeSandbox(int logSize, Recorder recorder)
    {
        using FolderLock guard = Lock(recorder);
        MakeLocked(logSize, recorder);
    }

    /// <summary>The verifier's part of the cache's sandbox, for a proof that comes without a statement.</summary>
    /// <exception cref="LionException">There is none, or more than one.</exception>
    public VerifierSrs OnlySandboxVerifier()
    {
        SandboxFile[] files = [.. Sandboxes()];
        if (files.Length != 1)
        {
            throw LionException.BadInput(
                $"A sandbox has no name, and {_sandboxFolder} holds {files.Length} of them; verify the proof's folder, whose "
                    + $"{ArtifactNames.Statement} describes its sandbox.");
        }

        using FileStream stream = ArtifactFile.Open(files[0].Path, "run 'lion srs make'");
        return UniversalSrs.LoadSandbox(stream, new SrsRequirement(1, 1), Workers.One).Verifier;
    }

    private UniversalSrs OpenSandbox(SrsRequirement requirement, string? sha256, Recorder recorder)
    {
        SandboxFile? found = Find(requirement, sha256);
        if (found is null && sha256 is not null)
        {
            throw LionException.BadInput(
                $"The keys were made with sandbox {sha256[..16]}…, which is not in {_sandboxFolder}; run 'lion setup DIR --srs sandbox' "
                    + "on this machine.");
        }

        if (found is null)
        {
            if (requirement.LogSize > MaxSandboxLogSize)
            {
                throw LionException.BadInput(
                    $"The circuit needs an SRS of degree {requirement.PowerCount - 1} (log size {requirement.LogSize}); sandboxes go up "
                        + $"to {MaxSandboxLogSize}.");
            }

            using FolderLock guard = Lock(recorder);
            found = Find(requirement, null) ?? MakeLocked(Math.Max(requirement.LogSize, MinSandboxLogSize), recorder);
        }

        return recorder.Phase("srs", "reading the sandbox SRS", () =>
        {
            using FileStream stream = ArtifactFile.Open(found.Path, "run 'lion srs make'");
            try
            {
                return UniversalSrs.LoadSandbox(stream, requirement, recorder.Workers);
            }
            catch (SrsException failure)
            {
                throw LionException.BadInput($"{found.Path}: {failure.Message}", failure);
            }
        });
    }

    private SandboxFile? Find(SrsRequirement requirement, string? sha256) => Sandboxes()
        .Where(file => sha256 is null ? file.LogSize >= requirement.LogSize : file.Sha256 == sha256)
        .MinBy(file => file.LogSize);

    private SandboxFile MakeLocked(int logSize, Recorder recorder)
    {
        UniversalSrs srs = recorder.Phase(
            "makeSrs", $"making a sandbox SRS of 2^{logSize} powers", () => UniversalSrs.MakeSandbox(logSize, recorder.Workers));
        var file = new SandboxFile(_sandboxFolder, logSize, Convert.ToHexStringLower(srs.Verifier.Hash.Span));
        using var transaction = new FileTransaction(_sandboxFolder, recorder.Cancellation);
        transaction.Write(file.Name, srs.SaveSandbox);
        recorder.Wrote(transaction.Commit());
        return file;
    }

    private IEnumerable<SandboxFile> Sandboxes() => Directory.Exists(_sandboxFolder)
        ? Directory.EnumerateFiles(_sandboxFolder, "*.srs").Select(SandboxFile.TryParse).OfType<SandboxFile>().OrderBy(file => file.LogSize)
        : [];
}
