using LionMl.Results;
using LionMl.Running;
using LionMl.Srs;

namespace LionMl;

/// <content>The SRS cache.</content>
public static partial class Lion
{
    /// <summary>Shows what the cache holds.</summary>
    public static SrsListResult SrsList(
        SrsRequest? request = null, IProgress<LionProgress>? progress = null, CancellationToken cancellation = default)
    {
        request ??= new SrsRequest();
        var recorder = new Recorder("srs list", request, progress, cancellation);
        return List(new SrsStore(request.Home), recorder);
    }

    /// <summary>Gets Aleo's mainnet SRS out of the pinned npm package.</summary>
    /// <exception cref="LionException">Offline, no npm, no network.</exception>
    public static SrsListResult SrsFetch(
        SrsRequest? request = null, IProgress<LionProgress>? progress = null, CancellationToken cancellation = default)
    {
        request ??= new SrsRequest();
        var recorder = new Recorder("srs fetch", request, progress, cancellation);
        var store = new SrsStore(request.Home);
        string? origin = store.FetchAleo(request.IsOffline, recorder);
        recorder.Given("origin", origin ?? "already in the cache");
        return List(store, recorder);
    }

    /// <summary>Adds a file to the cache: larger powers of Aleo's SRS, checked by pairing, or the npm package.</summary>
    /// <exception cref="LionException">The file is not of Aleo's SRS.</exception>
    public static SrsListResult SrsImport(
        string path, SrsRequest? request = null, IProgress<LionProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        request ??= new SrsRequest();
        var recorder = new Recorder("srs import", request, progress, cancellation);
        var store = new SrsStore(request.Home);
        store.Import(path, recorder);
        return List(store, recorder);
    }

    /// <summary>Makes a sandbox SRS. Its secret is drawn from the operating system and forgotten, which nobody else can check.</summary>
    public static SrsListResult SrsMake(
        SrsRequest? request = null, IProgress<LionProgress>? progress = null, CancellationToken cancellation = default)
    {
        request ??= new SrsRequest();
        var recorder = new Recorder("srs make", request, progress, cancellation);
        var store = new SrsStore(request.Home);
        store.MakeSandbox(recorder.Option("log-size", request.LogSize, LionDefaults.SandboxLogSize), recorder);
        return List(store, recorder);
    }

    private static SrsListResult List(SrsStore store, Recorder recorder) =>
        new() { Folder = store.Folder, Entries = store.List(), Record = recorder.Finish() };
}
