namespace LionMl.Srs;

/// <summary>Keeps a second process out of a folder while files are made there; the operating system frees it if the process dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    /// <param name="folder">Created when missing.</param>
    /// <param name="waiting">Called once if somebody else holds it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static FolderLock Take(string folder, Action? waiting, CancellationToken cancellation)
    {
        string path = Path.Combine(folder, ".lock");
        try
        {
            Directory.CreateDirectory(folder);
            bool hasTold = false;
            while (true)
            {
                try
                {
                    return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1));
                }
                catch (IOException) when (File.Exists(path))
                {
                    if (!hasTold)
                    {
                        waiting?.Invoke();
                        hasTold = true;
                    }

                    cancellation.WaitHandle.WaitOne(100);
                    cancellation.ThrowIfCancellationRequested();
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LionException.BadInput($"The cache folder {folder} cannot be used: {failure.Message} Set {LionHome.Variable} to "
                + "another folder.", failure);
        }
    }

    /// <summary>Frees the lock; the file stays, because deleting it would race with a waiting process.</summary>
    public void Dispose() => _file.Dispose();
}
