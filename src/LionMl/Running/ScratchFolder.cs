namespace LionMl.Running;

/// <summary>A folder for files that nobody keeps: only its owner may look into it, and it goes when it is disposed.</summary>
public sealed class ScratchFolder : IDisposable
{
    /// <summary>Makes an empty folder.</summary>
    public ScratchFolder() => Path = Directory.CreateTempSubdirectory("lionml-").FullName;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Deletes the folder with all that is in it.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A file that another program holds open stays behind; only its owner can read it.
        }
    }
}
