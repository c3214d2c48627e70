using System.Globalization;

namespace LionMl.Srs;

/// <summary>A sandbox in the cache; its name says size and hash, so that listing needs no reading.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="LogSize">The logarithm of the number of powers.</param>
/// <param name="Sha256">The SHA-256 of the verifier's part, lower-case hex.</param>
internal sealed record SandboxFile(string Folder, int LogSize, string Sha256)
{
    /// <summary>The file's name.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"sandbox-{LogSize}-{Sha256}.srs");

    /// <summary>The file's path.</summary>
    public string Path => System.IO.Path.Combine(Folder, Name);

    /// <summary>Reads a name; null for foreign files.</summary>
    public static SandboxFile? TryParse(string path)
    {
        string[] parts = System.IO.Path.GetFileNameWithoutExtension(path).Split('-');
        return parts.Length == 3 && parts[2].Length == 64 && int.TryParse(
            parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int logSize)
            ? new SandboxFile(System.IO.Path.GetDirectoryName(path)!, logSize, parts[2])
            : null;
    }
}
