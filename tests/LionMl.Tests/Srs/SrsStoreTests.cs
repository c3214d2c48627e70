using LionMl.Algebra;
using LionMl.Running;
using LionMl.Srs;
using LionMl.Varuna;

namespace LionMl.Tests.Srs;

public sealed class SrsStoreTests : IDisposable
{
    private static readonly SrsRequirement Small = SrsRequirement.Of(8, 8, 8);

    private readonly TemporaryFolder _folder = new();
    private readonly Recorder _recorder = new("test", new SrsRequest(), null, default);
    private readonly SrsStore _store;

    public SrsStoreTests() => _store = new SrsStore(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_cache_holds_nothing()
    {
        Assert.Empty(_store.List());
        Assert.Equal(default, _store.AleoAvailable());
    }

    [Fact]
    public void A_sandbox_is_made_once_and_found_again_by_size_and_by_hash()
    {
        UniversalSrs first = _store.Open(SrsKind.Sandbox, Small, null, true, _recorder);
        UniversalSrs again = _store.Open(SrsKind.Sandbox, Small, null, true, _recorder);
        string hash = Convert.ToHexStringLower(first.Verifier.Hash.Span);
        UniversalSrs byHash = _store.Open(SrsKind.Sandbox, Small, hash, true, _recorder);
        Assert.True(first.Verifier.Hash.Span.SequenceEqual(again.Verifier.Hash.Span));
        Assert.True(first.Verifier.Hash.Span.SequenceEqual(byHash.Verifier.Hash.Span));
        Assert.Equal(hash, Assert.Single(_store.List()).Sha256);
    }

    [Fact]
    public void The_smallest_sandbox_that_is_large_enough_is_taken()
    {
        _store.MakeSandbox(7, _recorder);
        _store.MakeSandbox(5, _recorder);
        Assert.Equal(Small, _store.Open(SrsKind.Sandbox, Small, null, true, _recorder).Available);
        Assert.Equal([5, 7], _store.List().Select(entry => int.Log2((int)entry.ShiftedPowers)));
    }

    [Fact]
    public void A_sandbox_that_is_not_there_is_named()
    {
        LionException failure = Assert.Throws<LionException>(
            () => _store.Open(SrsKind.Sandbox, Small, new string('a', 64), true, _recorder));
        Assert.Equal(FailureKind.BadInput, failure.Kind);
        Assert.Contains("lion setup DIR --srs sandbox", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_sandbox_is_named()
    {
        _store.MakeSandbox(4, _recorder);
        string file = Directory.EnumerateFiles(Path.Combine(_store.Folder, "sandbox")).Single();
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^40] ^= 1;
        File.WriteAllBytes(file, bytes);
        LionException failure = Assert.Throws<LionException>(() => _store.Open(SrsKind.Sandbox, Small, null, true, _recorder));
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circuit_beyond_every_sandbox_is_told_the_degree()
    {
        LionException failure = Assert.Throws<LionException>(
            () => _store.Open(SrsKind.Sandbox, SrsRequirement.Of(1 << 23, 8, 8), null, true, _recorder));
        Assert.Contains($"degree {(1 << 23) - 1}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aleos_srs_too_small_names_the_degree_and_the_sandbox()
    {
        PretendAleo();
        LionException failure = Assert.Throws<LionException>(
            () => _store.Open(SrsKind.Aleo, SrsRequirement.Of(1 << 17, 1 << 17, 1 << 18), null, true, _recorder));
        Assert.Equal(FailureKind.BadInput, failure.Kind);
        Assert.Contains($"degree {(1 << 18) - 1}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("powers-of-beta-18", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--srs sandbox", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_of_Aleo_are_found_by_their_checksum()
    {
        PretendAleo();
        LionException failure = Assert.Throws<LionException>(() => _store.Open(SrsKind.Aleo, Small, null, true, _recorder));
        Assert.Contains("powers-of-beta-15.usrs is damaged", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Offline_nothing_is_fetched()
    {
        // Away from the repository, whose node_modules would serve as a source.
        var store = new SrsStore(_folder.Path) { SearchFrom = _folder.Path, NodeModules = null };
        LionException failure = Assert.Throws<LionException>(() => store.FetchAleo(isOffline: true, _recorder));
        Assert.Contains("--offline", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.tgz")]
    [InlineData("x.wasm")]
    [InlineData("x.usrs")]
    public void Foreign_files_are_not_imported(string name)
    {
        File.WriteAllText(_folder.File(name), "something else");
        LionException failure = Assert.Throws<LionException>(() => _store.Import(_folder.File(name), _recorder));
        Assert.Equal(FailureKind.BadInput, failure.Kind);
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
        Assert.Empty(_store.List());
    }

    [Fact]
    public void The_part_for_verifiers_in_the_program_is_that_of_Aleos_files()
    {
        string Data(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "aleo", name);
        using FileStream powers = File.OpenRead(Data("powers-of-beta-15.head.usrs"));
        using FileStream gamma = File.OpenRead(Data("powers-of-beta-gamma.usrs"));
        using FileStream negative = File.OpenRead(Data("neg-powers-of-beta.usrs"));
        using FileStream betaH = File.OpenRead(Data("beta-h.usrs"));
        UniversalSrs srs = UniversalSrs.ReadAleo(
            new AleoSrsStreams([powers], [], gamma, negative, betaH), new SrsRequirement(2, 0), Workers.One);
        Assert.Equal(AleoVerifier.Sha256, Convert.ToHexStringLower(srs.Verifier.Hash.Span));
        Assert.Equal(AleoVerifier.Sha256, Convert.ToHexStringLower(AleoVerifier.Srs.Hash.Span));
    }

    // Files with the right names; only a reader finds out that they are empty.
    private void PretendAleo()
    {
        Directory.CreateDirectory(Path.Combine(_store.Folder, "aleo"));
        foreach (AleoFile file in AleoFile.Packaged)
        {
            File.WriteAllText(Path.Combine(_store.Folder, "aleo", file.Name), "");
        }
    }
}
