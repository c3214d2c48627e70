using LionMl.Srs;

namespace LionMl.Tests.Srs;

public sealed class FolderLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_taker_waits_until_the_first_is_done()
    {
        FolderLock first = FolderLock.Take(_folder.Path, null, default);
        using var waits = new ManualResetEventSlim();
        Task second = Task.Run(() => FolderLock.Take(_folder.Path, waits.Set, default).Dispose());
        waits.Wait();
        Assert.False(second.IsCompleted);
        first.Dispose();
        await second;
    }

    [Fact]
    public void Waiting_can_be_cancelled()
    {
        using FolderLock first = FolderLock.Take(_folder.Path, null, default);
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => FolderLock.Take(_folder.Path, source.Cancel, source.Token));
    }
}
