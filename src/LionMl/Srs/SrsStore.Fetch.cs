using LionMl.Artifacts;
using LionMl.Running;

namespace LionMl.Srs;

/// <content>Getting Aleo's files.</content>
internal sealed partial class SrsStore
{
    /// <summary>The folder in or above which an installed npm package is looked for.</summary>
    internal string SearchFrom { get; init; } = Environment.CurrentDirectory;

    /// <summary>A node_modules folder to look in first: the environment variable <c>LIONML_NODE_MODULES</c>.</summary>
    internal string? NodeModules { get; init; } = Environment.GetEnvironmentVariable("LIONML_NODE_MODULES");

    private bool HasAleo => AleoFile.Packaged.All(file => File.Exists(Path.Combine(_aleoFolder, file.Name)));

    /// <summary>Puts Aleo's files into the cache unless they are there: from an installed package, else from npm.</summary>
    /// <returns>Where they came from, or null if they were there.</returns>
    /// <exception cref="LionException">Offline, no npm, no network, another package version.</exception>
    public string? FetchAleo(bool isOffline, Recorder recorder)
    {
        if (HasAleo)
        {
            return null;
        }

        using FolderLock guard = Lock(recorder);
        if (HasAleo)
        {
            return null;
        }

        if (AleoPackage.FindInstalled(SearchFrom, NodeModules) is { } installed)
        {
            ImportPackage(installed, recorder);
            return installed;
        }

        string package = $"{AleoFile.PackageName}@{AleoFile.PackageVersion}";
        if (isOffline)
        {
            throw LionException.BadInput(
                $"Aleo's SRS is not in {_folder} and --offline was given. Run 'lion srs fetch' where there is a network, or get "
                    + $"{package} as .tgz and run 'lion srs import FILE'.");
        }

        string work = Path.Combine(_folder, $".npm-{Environment.ProcessId:x}");
        Directory.CreateDirectory(work);
        try
        {
            string archive = recorder.Phase(
                "fetch", $"fetching {package} (25 MB) with npm", () => NpmClient.Pack(package, work, recorder.Cancellation));
            ImportPackage(archive, recorder);
            return $"npm package {package}";
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Puts the files of the npm package, given as .tgz, .wasm or folder, into the cache.</summary>
    public void ImportPackage(string path, Recorder recorder)
    {
        recorder.Phase("extract", "taking the SRS out of the package", () =>
        {
            byte[] wasm = AleoPackage.ReadWasm(path);
            using var transaction = new FileTransaction(_aleoFolder, recorder.Cancellation);
            foreach ((AleoFile file, ReadOnlyMemory<byte> content) in AleoPackage.Extract(path, wasm, recorder.Cancellation))
            {
                transaction.Write(file.Name, stream => stream.Write(content.Span));
            }

            recorder.Wrote(transaction.Commit());
        });
    }
}
