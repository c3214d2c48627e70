using System.Formats.Tar;
using System.IO.Compression;
using LionMl.Running;
using LionMl.Srs;
using LionMl.Varuna;

namespace LionMl.Tests.Srs;

/// <summary>Aleo's npm package, where <c>npm ci</c> in tests/interop has put it.</summary>
public sealed class AleoPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Recorder _recorder = new("test", new SrsRequest(), null, default);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_srs_is_cut_out_of_the_installed_package_and_can_be_read()
    {
        if (AleoPackage.FindInstalled(InteropFolder(), null) is not { } wasm)
        {
            return;
        }

        var store = new SrsStore(_folder.Path);
        store.Import(wasm, _recorder);
        Assert.Equal(new SrsRequirement(1 << 15, 1 << 16), store.AleoAvailable() with { ShiftedPowerCount = 1 << 16 });
        UniversalSrs srs = store.Open(SrsKind.Aleo, SrsRequirement.Of(1 << 10, 1 << 10, 1 << 10), null, true, _recorder);
        Assert.Equal(AleoVerifier.Sha256, Convert.ToHexStringLower(srs.Verifier.Hash.Span));
    }

    private static string InteropFolder()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (folder.Name != "tests" && folder.Parent is { } parent)
        {
            folder = parent;
        }

        return Path.Combine(folder.FullName, "interop");
    }

    [Fact]
    public void A_package_as_npm_packs_it_is_read()
    {
        string path = _folder.File("package.tgz");
        using (FileStream file = File.Create(path))
        using (var zip = new GZipStream(file, CompressionMode.Compress))
        using (var tar = new TarWriter(zip))
        {
            void Add(string name, byte[] content) =>
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            Add("package/package.json", [1]);
            Add("package/dist/mainnet/aleo_wasm.wasm", [1, 2, 3]);
        }

        Assert.Equal([1, 2, 3], AleoPackage.ReadWasm(path));
    }

    [Fact]
    public void Another_version_of_the_package_is_refused()
    {
        LionException failure = Assert.Throws<LionException>(() => AleoPackage.Extract("x.wasm", new byte[100], default));
        Assert.Contains(AleoFile.PackageVersion, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_the_package_is_refused()
    {
        LionException failure = Assert.Throws<LionException>(() => AleoPackage.ReadWasm(_folder.Path));
        Assert.Contains("neither", failure.Message, StringComparison.Ordinal);
    }
}
