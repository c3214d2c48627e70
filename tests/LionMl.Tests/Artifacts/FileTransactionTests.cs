using System.Text;
using LionMl.Artifacts;

namespace LionMl.Tests.Artifacts;

public sealed class FileTransactionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Committed_files_are_in_place_with_their_sizes_and_nothing_else()
    {
        using var transaction = new FileTransaction(_folder.Path);
        transaction.WriteText("a.json", "{}");
        transaction.Write("b.bin", stream => stream.Write(new byte[5]));
        Assert.Empty(Visible());

        IReadOnlyList<KeyValuePair<string, long>> files = transaction.Commit();

        Assert.Equal([new("a.json", 3), new("b.bin", 5)], files);
        Assert.Equal(["a.json", "b.bin"], _folder.Names());
    }

    [Fact]
    public void Without_commit_nothing_changes()
    {
        File.WriteAllText(_folder.File("a.json"), "old");
        using (var transaction = new FileTransaction(_folder.Path))
        {
            transaction.WriteText("a.json", "new");
            transaction.WriteText("b.json", "new");
        }

        Assert.Equal(["a.json"], _folder.Names());
        Assert.Equal("old", File.ReadAllText(_folder.File("a.json")));
    }

    [Fact]
    public void A_disk_that_fills_up_leaves_the_old_files_and_names_the_file()
    {
        File.WriteAllText(_folder.File("a.json"), "old");
        using (var transaction = new FileTransaction(_folder.Path) { WrapStream = inner => new FullDisk(inner, 100) })
        {
            transaction.WriteText("a.json", "new");
            LionException failure = Assert.Throws<LionException>(() => transaction.Write("big.bin", stream => stream.Write(new byte[200])));
            Assert.Equal(FailureKind.BadInput, failure.Kind);
            Assert.Contains("big.bin", failure.Message, StringComparison.Ordinal);
            Assert.Contains("No space left", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["a.json"], _folder.Names());
        Assert.Equal("old", File.ReadAllText(_folder.File("a.json")));
    }

    [Fact]
    public void A_rename_that_fails_half_way_puts_the_old_files_back()
    {
        File.WriteAllText(_folder.File("a"), "old a");
        File.WriteAllText(_folder.File("b"), "old b");
        int moves = 0;
        using (var transaction = new FileTransaction(_folder.Path)
        {
            Move = (from, to) =>
            {
                if (++moves == 4)
                {
                    throw new IOException("no");
                }

                File.Move(from, to);
            },
        })
        {
            transaction.WriteText("a", "new");
            transaction.WriteText("b", "new");
            Assert.Throws<LionException>(() => transaction.Commit());
        }

        Assert.Equal(["a", "b"], _folder.Names());
        Assert.Equal("old a", File.ReadAllText(_folder.File("a")));
        Assert.Equal("old b", File.ReadAllText(_folder.File("b")));
    }

    [Fact]
    public void A_cancellation_between_writes_leaves_nothing()
    {
        using var source = new CancellationTokenSource();
        string folder = _folder.File("new/deeper");
        using (var transaction = new FileTransaction(folder, source.Token))
        {
            Assert.Throws<OperationCanceledException>(() => transaction.Write("a", stream =>
            {
                stream.Write("half"u8);
                source.Cancel();
                stream.Write("other half"u8);
            }));
        }

        Assert.Empty(_folder.Names());
        Assert.False(Directory.Exists(_folder.File("new")));
    }

    [Fact]
    public void A_cancellation_before_the_commit_leaves_nothing()
    {
        using var source = new CancellationTokenSource();
        using (var transaction = new FileTransaction(_folder.Path, source.Token))
        {
            transaction.WriteText("a", "text");
            source.Cancel();
            Assert.Throws<OperationCanceledException>(() => transaction.Commit());
        }

        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void Private_files_are_the_owners_alone()
    {
        using var transaction = new FileTransaction(_folder.Path);
        transaction.WriteText("private/output.json", "{}");
        transaction.Commit();
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal(OwnerFile | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.File("private")));
            Assert.Equal(OwnerFile, File.GetUnixFileMode(_folder.File("private/output.json")));
        }
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_is_named()
    {
        Directory.CreateDirectory(_folder.File("a.json"));
        using var transaction = new FileTransaction(_folder.Path);
        LionException failure = Assert.Throws<LionException>(() => transaction.WriteText("a.json", ""));
        Assert.Contains("is a folder", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_transactions_in_one_folder_do_not_meet()
    {
        using var first = new FileTransaction(_folder.Path);
        using var second = new FileTransaction(_folder.Path);
        first.WriteText("a", "first");
        second.WriteText("a", "second");
        first.Commit();
        second.Commit();
        Assert.Equal(["a"], _folder.Names());
        Assert.Equal("second\n", File.ReadAllText(_folder.File("a"), Encoding.UTF8));
    }

    private IEnumerable<string> Visible() => _folder.Names().Where(name => !name.StartsWith('.'));

    private sealed class FullDisk(Stream inner, long room) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (inner.Length + buffer.Length > room)
            {
                inner.Write(buffer[..(int)(room - inner.Length)]);
                throw new IOException("No space left on device");
            }

            inner.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    }
}
