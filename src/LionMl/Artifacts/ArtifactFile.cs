using System.Security.Cryptography;

namespace LionMl.Artifacts;

/// <summary>Reads files with a size limit and one-line errors.</summary>
internal static class ArtifactFile
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes that such a file can sensibly have.</param>
    /// <param name="remedy">What to do when it is missing, e.g. "run 'lion setup DIR' first".</param>
    public static byte[] Read(string path, long limit, string remedy)
    {
        try
        {
            using FileStream stream = Open(path, remedy);
            if (stream.Length > limit)
            {
                throw LionException.BadInput($"{path} has {stream.Length} bytes, more than the {limit} that such a file can have.");
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LionException.BadInput($"{path} could not be read: {failure.Message}", failure);
        }
    }

    /// <summary>Opens a file for reading.</summary>
    public static FileStream Open(string path, string remedy)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw LionException.BadInput($"{path} does not exist: {remedy}.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            string reason = Directory.Exists(path) ? "it is a folder." : failure.Message;
            throw LionException.BadInput($"{path} could not be read: {reason}", failure);
        }
    }

    /// <summary>The SHA-256 of bytes as lower-case hex.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
