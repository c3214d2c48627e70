using System.Globalization;
using LionMl.Onnx.Schema;

namespace LionMl.Onnx.Reading;

/// <summary>
/// Reads weights that lie in files beside the model. A model is untrusted, so it may name files in its own folder (or below) only: no
/// absolute path, no way up, no symbolic link that leads out.
/// </summary>
/// <param name="folder">The model's folder, or null where the model came from a stream.</param>
internal sealed class ExternalData(string? folder)
{
    /// <summary>The bytes of a tensor.</summary>
    /// <param name="entries">Where they lie, as the model says.</param>
    /// <param name="neededBytes">The bytes that the tensor's shape needs.</param>
    /// <exception cref="NodeProblemException">The file is not allowed, absent or too short.</exception>
    public byte[] Read(IEnumerable<StringStringEntryProto> entries, long neededBytes)
    {
        if (folder is null)
        {
            throw new NodeProblemException("its data lie in another file, but the model came from a stream: read it from its folder");
        }

        string location = string.Empty;
        long offset = 0;
        long length = -1;
        foreach (StringStringEntryProto entry in entries)
        {
            switch (entry.Key)
            {
                case "location":
                    location = entry.Value;
                    break;
                case "offset":
                    offset = ParseNumber(entry);
                    break;
                case "length":
                    length = ParseNumber(entry);
                    break;
            }
        }

        string path = Resolve(location);
        if (length >= 0 && length != neededBytes)
        {
            throw new NodeProblemException($"its shape needs {neededBytes} bytes, but it has {length} bytes in '{location}'");
        }

        using FileStream file = Open(path, location);
        if (offset > file.Length || neededBytes > file.Length - offset)
        {
            throw new NodeProblemException(
                $"it needs {neededBytes} bytes from position {offset} of '{location}', but that file has {file.Length} bytes");
        }

        if (neededBytes > Array.MaxLength)
        {
            throw new NodeProblemException($"its {neededBytes} bytes in '{location}' are more than one tensor may have");
        }

        byte[] data = new byte[neededBytes];
        file.Position = offset;
        file.ReadExactly(data);
        return data;
    }

    private static long ParseNumber(StringStringEntryProto entry) =>
        long.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new NodeProblemException($"the {entry.Key} of its external data, '{entry.Value}', is not a number");

    private static FileStream Open(string path, string location)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new NodeProblemException($"its data lie in '{location}', which cannot be read: {problem.Message}");
        }
    }

    private string Resolve(string location)
    {
        string[] parts = location.Split('/', '\\');
        if (location.Length == 0 || Path.IsPathRooted(location) || location.Contains(':') || location.Contains('\0')
            || parts.Any(part => part is "" or "." or ".."))
        {
            throw new NodeProblemException($"its data lie in '{location}'; only a file in the model's own folder is allowed");
        }

        // Links are followed one part at a time, so that none in the middle leads out either.
        string root = RealPath(Path.GetFullPath(folder!), location);
        string current = root;
        foreach (string part in parts)
        {
            current = RealPath(Path.Combine(current, part), location);
            if (!current.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new NodeProblemException(
                    $"its data lie in '{location}', a link that leads out of the model's folder; this is not allowed");
            }
        }

        return current;
    }

    private static string RealPath(string path, string location)
    {
        try
        {
            FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            return Path.TrimEndingDirectorySeparator(info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? info.FullName);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new NodeProblemException($"its data lie in '{location}', which cannot be read: {problem.Message}");
        }
    }
}
