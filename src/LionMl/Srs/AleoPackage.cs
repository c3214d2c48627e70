using System.Formats.Tar;
using System.IO.Compression;
using LionMl.Artifacts;

namespace LionMl.Srs;

/// <summary>Aleo's npm package, of which only the SRS bytes inside its WebAssembly file are read; nothing of it is run.</summary>
internal static class AleoPackage
{
    private const string WasmInPackage = "dist/mainnet/aleo_wasm.wasm";
    private const long WasmLimit = 256L << 20;

    /// <summary>The WebAssembly file of a package that is already installed in or above a folder.</summary>
    /// <param name="start">The folder to begin with.</param>
    /// <param name="nodeModules">A node_modules folder to look in first, or null.</param>
    /// <returns>Its path, or null. Checksums decide later whether it is the right version.</returns>
    public static string? FindInstalled(string start, string? nodeModules)
    {
        IEnumerable<string> roots = nodeModules is { Length: > 0 } ? [nodeModules] : [];
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            roots = roots.Append(Path.Combine(folder.FullName, "node_modules"));
        }

        return roots.Select(root => Path.Combine(root, AleoFile.PackageName, WasmInPackage)).FirstOrDefault(File.Exists);
    }

    /// <summary>
    /// Reads the WebAssembly file out of what a user may point at: the .wasm file, the package's folder, a node_modules folder, or
    /// npm's .tgz.
    /// </summary>
    public static byte[] ReadWasm(string path)
    {
        string wasm = path;
        if (Directory.Exists(path))
        {
            string[] places = [Path.Combine(path, WasmInPackage), Path.Combine(path, AleoFile.PackageName, WasmInPackage)];
            wasm = places.FirstOrDefault(File.Exists)
                ?? throw LionException.BadInput($"{path} is neither the folder of {AleoFile.PackageName} nor a node_modules folder that "
                    + "holds it.");
        }

        return wasm.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase)
            ? ReadFromTar(wasm)
            : ArtifactFile.Read(wasm, WasmLimit, "give the package's folder, its aleo_wasm.wasm or npm's .tgz");
    }

    /// <summary>Cuts the SRS files out of the WebAssembly file.</summary>
    /// <exception cref="LionException">A file is missing: another version of the package.</exception>
    public static IReadOnlyList<(AleoFile File, ReadOnlyMemory<byte> Content)> Extract(
        string path, ReadOnlyMemory<byte> wasm, CancellationToken cancellation)
    {
        var found = new List<(AleoFile, ReadOnlyMemory<byte>)>();
        foreach (AleoFile file in AleoFile.Packaged)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlyMemory<byte> content = file.FindIn(wasm);
            if (content.IsEmpty)
            {
                throw LionException.BadInput(
                    $"{path} does not hold {file.Name} with the known checksum; version {AleoFile.PackageVersion} of "
                        + $"{AleoFile.PackageName} is needed.");
            }

            found.Add((file, content));
        }

        return found;
    }

    private static byte[] ReadFromTar(string path)
    {
        using FileStream stream = ArtifactFile.Open(path, "give the .tgz that 'npm pack' made");
        try
        {
            using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
            using var tar = new TarReader(unzipped);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.Name.EndsWith(WasmInPackage, StringComparison.Ordinal) && entry.DataStream is { } data
                    && data.Length <= WasmLimit)
                {
                    var bytes = new byte[data.Length];
                    data.ReadExactly(bytes);
                    return bytes;
                }
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or FormatException)
        {
            throw LionException.BadInput($"{path} is not a readable .tgz: {failure.Message}", failure);
        }

        throw LionException.BadInput($"{path} does not hold {WasmInPackage}.");
    }
}
