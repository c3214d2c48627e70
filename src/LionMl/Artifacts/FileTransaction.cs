using System.Text;

namespace LionMl.Artifacts;

/// <summary>
/// Writes several files of one folder as one step: all are staged under temporary names beside their targets and flushed
/// to the disk; only then are they renamed, and a failing rename puts the old files back.
/// </summary>
/// <remarks>
/// Disposal without <see cref="Commit"/> (a failure, a cancellation, the end of the process) leaves the folder as it was.
/// </remarks>
public sealed class FileTransaction : IDisposable
{
    private const UnixFileMode OwnerOnlyFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder;
    private readonly List<StagedFile> _staged = [];
    private readonly List<string> _createdFolders = [];
    private readonly Lock _gate = new();
    private readonly CancellationToken _cancellation;
    private readonly string _suffix = $".{Environment.ProcessId:x}-{Guid.NewGuid().ToString("N")[..8]}";
    private bool _isDone;

    /// <summary>Begins; creates the folder when it is missing.</summary>
    /// <param name="folder">The folder of the files.</param>
    /// <param name="cancellation">Observed while files are staged; a commit that has begun is finished.</param>
    /// <exception cref="LionException">The folder cannot be made.</exception>
    public FileTransaction(string folder, CancellationToken cancellation = default)
    {
        _folder = Path.GetFullPath(folder);
        _cancellation = cancellation;
        CreateFolder(_folder, null);
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>Replaced by tests to make a stream that fails.</summary>
    internal Func<Stream, Stream> WrapStream { get; init; } = stream => stream;

    /// <summary>Replaced by tests to make a rename that fails.</summary>
    internal Action<string, string> Move { get; init; } = (from, to) => File.Move(from, to);

    /// <summary>Stages one file.</summary>
    /// <param name="name">
    /// Relative to the folder, with '/' between parts; a first part <c>private</c> makes folder and file the owner's alone.
    /// </param>
    /// <param name="write">Writes the content; may be cancelled between writes.</param>
    public void Write(string name, Action<Stream> write)
    {
        _cancellation.ThrowIfCancellationRequested();
        bool isPrivate = name.StartsWith(ArtifactNames.PrivateFolder + "/", StringComparison.Ordinal);
        string target = Path.Combine(_folder, name.Replace('/', Path.DirectorySeparatorChar));
        string parent = Path.GetDirectoryName(target)!;
        CreateFolder(parent, isPrivate ? OwnerOnlyFolder : null);
        if (Directory.Exists(target))
        {
            throw LionException.BadInput($"{target} is a folder; a file of that name is to be written there.");
        }

        var file = new StagedFile(
            name, target, Path.Combine(parent, $".{Path.GetFileName(target)}{_suffix}.tmp"), $"{target}{_suffix}.old");
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDone, this);
            _staged.Add(file);
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnlyFile;
        }

        try
        {
            using var stream = new FileStream(file.Temporary, options);
            using (Stream guarded = WrapStream(new CancellableStream(stream, _cancellation)))
            {
                write(guarded);
            }

            stream.Flush(flushToDisk: true);
            file.Bytes = stream.Length;
        }
        // The last one is how .NET says that a file outgrew the file system's or the user's limit.
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" })
        {
            throw LionException.BadInput($"{target} could not be written: {failure.Message} Nothing was changed.", failure);
        }
    }

    /// <summary>Stages a text file (UTF-8, line feed at the end).</summary>
    public void WriteText(string name, string text) => Write(name, stream => stream.Write(Encoding.UTF8.GetBytes(text + "\n")));

    /// <summary>Renames every staged file onto its target.</summary>
    /// <returns>Name → bytes.</returns>
    public IReadOnlyList<KeyValuePair<string, long>> Commit()
    {
        _cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDone, this);
            try
            {
                foreach (StagedFile file in _staged)
                {
                    if (File.Exists(file.Target))
                    {
                        Move(file.Target, file.Old);
                        file.HasOld = true;
                    }

                    Move(file.Temporary, file.Target);
                    file.IsInPlace = true;
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                RollBack();
                throw LionException.BadInput($"The files in {_folder} could not be put in place: {failure.Message} The old ones are "
                    + "back.", failure);
            }

            _isDone = true;
            foreach (StagedFile file in _staged.Where(file => file.HasOld))
            {
                TryDelete(file.Old);
            }
        }

        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        return [.. _staged.Select(file => KeyValuePair.Create(file.Name, file.Bytes))];
    }

    /// <summary>Removes what was staged and not committed.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        lock (_gate)
        {
            if (!_isDone)
            {
                RollBack();
            }
        }
    }

    private void OnProcessExit(object? sender, EventArgs e) => Dispose();

    private void RollBack()
    {
        _isDone = true;
        foreach (StagedFile file in Enumerable.Reverse(_staged))
        {
            if (file.IsInPlace)
            {
                TryDelete(file.Target);
            }

            if (file.HasOld)
            {
                File.Move(file.Old, file.Target, overwrite: true);
            }

            TryDelete(file.Temporary);
        }

        foreach (string folder in Enumerable.Reverse(_createdFolders))
        {
            TryDeleteFolder(folder);
        }
    }

    private void CreateFolder(string folder, UnixFileMode? mode)
    {
        if (Directory.Exists(folder))
        {
            if (mode is { } wanted && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder, wanted);
            }

            return;
        }

        if (Path.GetDirectoryName(folder) is { } parent)
        {
            CreateFolder(parent, null);
        }

        try
        {
            if (mode is { } unixMode && !OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder, unixMode);
            }
            else
            {
                Directory.CreateDirectory(folder);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LionException.BadInput($"The folder {folder} could not be written: it cannot be made: {failure.Message}", failure);
        }

        _createdFolders.Add(folder);
    }

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

    private static void TryDeleteFolder(string path)
    {
        try
        {
            Directory.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Not empty: somebody else uses it by now.
        }
    }

    private sealed class StagedFile(string name, string target, string temporary, string old)
    {
        public string Name { get; } = name;

        public string Target { get; } = target;

        public string Temporary { get; } = temporary;

        public string Old { get; } = old;

        public long Bytes { get; set; }

        public bool HasOld { get; set; }

        public bool IsInPlace { get; set; }
    }
}
