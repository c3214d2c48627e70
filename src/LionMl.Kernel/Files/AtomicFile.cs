namespace LionMl.Kernel.Files;

/// <summary>Writes files so that readers see the old content or the new, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file beside its target and moves it there; makes the folder when it is missing.</summary>
    /// <exception cref="LionException">It cannot be written; the old file is untouched.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? throw Failed(path, "it names no file.", null);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid().ToString("N")[..8]}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            TryDelete(temporary);
            throw Failed(path, failure.Message, failure);
        }
    }

    private static LionException Failed(string path, string why, Exception? cause) =>
        new(FailureKind.BadInput, $"{path} could not be written: {why} Nothing was changed.", cause);

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A leftover temporary file is harmless, and there is already a failure to report.
        }
    }
}
