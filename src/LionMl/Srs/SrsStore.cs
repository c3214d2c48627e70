using System.Collections.Immutable;
using LionMl.Artifacts;
using LionMl.Results;
using LionMl.Running;
using LionMl.Varuna;

namespace LionMl.Srs;

/// <summary>
/// The cache of structured reference strings: Aleo's files as they are published, and sandboxes named after size and hash.
/// </summary>
internal sealed partial class SrsStore
{
    /// <summary>The smallest sandbox.</summary>
    public const int MinSandboxLogSize = 3;

    /// <summary>The largest sandbox.</summary>
    public const int MaxSandboxLogSize = UniversalSrs.MaxSandboxLogSize;

    private readonly string _folder;
    private readonly string _aleoFolder;
    private readonly string _sandboxFolder;

    public SrsStore(string? home)
    {
        _folder = Path.Combine(LionHome.Resolve(home), "srs");
        _aleoFolder = Path.Combine(_folder, "aleo");
        _sandboxFolder = Path.Combine(_folder, "sandbox");
    }

    /// <summary>The folder.</summary>
    public string Folder => _folder;

    /// <summary>What the cache holds.</summary>
    public ImmutableArray<SrsEntry> List()
    {
        ImmutableArray<SrsEntry>.Builder entries = ImmutableArray.CreateBuilder<SrsEntry>();
        if (HasAleo)
        {
            SrsRequirement available = AleoAvailable();
            long bytes = Directory.EnumerateFiles(_aleoFolder, "*.usrs").Sum(file => new FileInfo(file).Length);
            entries.Add(new SrsEntry("aleo", available.PowerCount, available.ShiftedPowerCount, bytes, AleoVerifier.Sha256));
        }

        entries.AddRange(Sandboxes().Select(sandbox => new SrsEntry(
            "sandbox", (1L << sandbox.LogSize) + 4, 1L << sandbox.LogSize, new FileInfo(sandbox.Path).Length, sandbox.Sha256)));
        return entries.DrainToImmutable();
    }

    /// <summary>Loads as many powers as a circuit needs, getting or making the SRS first where it is missing.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="requirement">The powers needed.</param>
    /// <param name="sha256">The SRS that a key was made with; null to choose one.</param>
    /// <param name="isOffline">Whether the network may not be used.</param>
    /// <param name="recorder">Phases, warnings and cancellation.</param>
    /// <exception cref="LionException">Too small (names the degree), missing, damaged or offline.</exception>
    public UniversalSrs Open(SrsKind kind, SrsRequirement requirement, string? sha256, bool isOffline, Recorder recorder) =>
        kind == SrsKind.Aleo ? OpenAleo(requirement, isOffline, recorder) : OpenSandbox(requirement, sha256, recorder);
}
