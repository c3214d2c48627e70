using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using LionMl.Torch;

namespace LionMl.Kernel.Scripting;

/// <summary>Holds a session's compiled cells and the libraries that its directives name.</summary>
internal sealed class CellLoadContext() : AssemblyLoadContext("cells"), IAssemblyImages
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, byte[]> _images = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _folders = [];
    private readonly List<string> _nativeFolders = [];

    /// <summary>Makes libraries known by their files, to be loaded when they are first used.</summary>
    public void AddFiles(IEnumerable<string> paths)
    {
        lock (_gate)
        {
            foreach (string path in paths)
                _paths.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }
    }

    /// <summary>Adds a folder in which libraries that others need are searched.</summary>
    public void AddFolder(string folder)
    {
        lock (_gate)
        {
            if (!_folders.Contains(folder))
                _folders.Add(folder);
        }
    }

    /// <summary>Adds a folder of native libraries.</summary>
    public void AddNativeFolder(string folder)
    {
        lock (_gate)
        {
            if (!_nativeFolders.Contains(folder))
                _nativeFolders.Add(folder);
        }
    }

    /// <summary>Loads a library from its bytes, so that its file can be rebuilt meanwhile.</summary>
    public Assembly LoadImage(byte[] image, byte[]? symbols = null)
    {
        using var stream = new MemoryStream(image);
        using MemoryStream? symbolStream = symbols is null ? null : new MemoryStream(symbols);
        Assembly assembly = LoadFromStream(stream, symbolStream);
        lock (_gate)
            _images[assembly.GetName().Name!] = image;

        return assembly;
    }

    /// <inheritdoc/>
    public byte[]? ImageOf(AssemblyName assembly)
    {
        lock (_gate)
            return _images.GetValueOrDefault(assembly.Name ?? "");
    }

    /// <summary>The file of a library that was made known, or that lies beside one.</summary>
    public string? Find(string simpleName)
    {
        lock (_gate)
        {
            if (_paths.TryGetValue(simpleName, out string? path))
                return path;

            return _folders.Select(f => Path.Combine(f, simpleName + ".dll")).FirstOrDefault(File.Exists);
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // What the kernel itself uses must exist once, or its types would not be the cells' types.
        if (assemblyName.Name is not { } name || Find(name) is not { } path || IsOwn(name))
            return null;

        return LoadImage(File.ReadAllBytes(path));
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string[] folders;
        lock (_gate)
            folders = [.. _nativeFolders, .. _folders];

        string[] names =
        [
            unmanagedDllName,
            unmanagedDllName + (OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so"),
            $"lib{unmanagedDllName}{(OperatingSystem.IsMacOS() ? ".dylib" : ".so")}",
        ];
        foreach (string folder in folders)
        {
            foreach (string name in names)
            {
                string path = Path.Combine(folder, name);
                if (File.Exists(path) && NativeLibrary.TryLoad(path, out nint handle))
                    return handle;
            }
        }

        return 0;
    }

    /// <summary>Whether the process itself brings an assembly of that name.</summary>
    public static bool IsOwn(string simpleName) => OwnNames.Value.Contains(simpleName);

    private static readonly Lazy<HashSet<string>> OwnNames = new(() =>
    [
        .. (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(p => Path.GetFileNameWithoutExtension(p)),
    ]);
}
