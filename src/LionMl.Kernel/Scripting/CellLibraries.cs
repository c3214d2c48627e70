using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using LionMl.Kernel.Sessions;
using LionMl.Torch;
using Microsoft.CodeAnalysis;

namespace LionMl.Kernel.Scripting;

/// <summary>The libraries that <c>#r</c> adds to a session.</summary>
internal sealed partial class CellLibraries(SubmissionChain chain)
{
    // Simple name → the build in use. A process cannot exchange an assembly once it is loaded.
    private readonly Dictionary<string, Guid> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _packageFiles = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _packages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How packages are fetched.</summary>
    public PackageRestorer Restorer { get; init; } = new();

    /// <summary>Carries out a line that begins with <c>#r</c>.</summary>
    /// <exception cref="DirectiveException">The line, file or package is not usable.</exception>
    public void Add(string line, ICellOutput output, CancellationToken cancellation)
    {
        if (Syntax().Match(line) is not { Success: true } match)
            throw new DirectiveException("#r wants a file or a package: #r \"path.dll\" or #r \"nuget: Name, 1.2.3\".");

        string what = match.Groups["what"].Value.Trim();
        if (what.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
            AddPackage(what["nuget:".Length..], output, cancellation);
        else
            AddFile(what, output);
    }

    private void AddFile(string path, ICellOutput output)
    {
        string full = Path.GetFullPath(path);
        if (!File.Exists(full))
            throw new DirectiveException($"There is no file '{full}'.");

        byte[] image = File.ReadAllBytes(full);
        (string name, Guid build, bool refersToTorch) = Identify(image, full);
        if (CellLoadContext.IsOwn(name))
        {
            output.Print(true, $"{name} is part of the notebook already; its own build is used.\n");
            return;
        }

        if (_files.TryGetValue(name, out Guid loaded))
        {
            if (loaded != build)
                output.Print(true, $"Warning: this session already uses an earlier build of {name}. Restart the kernel to use the new one.\n");

            return;
        }

        RefuseSecondTorch(name);
        if (refersToTorch && !chain.HasRealTorch && name != FacadeImage.Name)
        {
            output.Print(true, $"{name} was compiled against the real TorchSharp. To use its classes in cells, reference that first; to export "
                + $"one without, write #!lion-export {path} --type NAME --shape …\n");
        }

        string symbols = Path.ChangeExtension(full, ".pdb");
        chain.Context.AddFolder(Path.GetDirectoryName(full)!);
        chain.Context.LoadImage(image, File.Exists(symbols) ? File.ReadAllBytes(symbols) : null);
        chain.AddReferences([MetadataReference.CreateFromImage(image, filePath: full)]);
        _files[name] = build;
    }

    private void AddPackage(string text, ICellOutput output, CancellationToken cancellation)
    {
        string[] parts = [.. text.Split(',').Select(p => p.Trim())];
        string version = parts.Length > 1 ? parts[1] : "*";
        if (parts.Length > 2 || !PackageName().IsMatch(parts[0]) || !PackageVersion().IsMatch(version))
            throw new DirectiveException($"'{text.Trim()}' is not a package: write #r \"nuget: Name, 1.2.3\".");

        // All packages of the session together, so that what they share is found in one version.
        var wanted = new Dictionary<string, string>(_packages, StringComparer.OrdinalIgnoreCase) { [parts[0]] = version };
        if (_packages.GetValueOrDefault(parts[0]) == version)
            return;

        RestoredPackages restored = Restorer.Restore(wanted, cancellation);
        foreach (string path in restored.CompileFiles)
            RefuseSecondTorch(Path.GetFileNameWithoutExtension(path));

        _packages[parts[0]] = version;
        chain.Context.AddFiles(restored.RuntimeFiles);
        foreach (string folder in restored.NativeFolders)
            chain.Context.AddNativeFolder(folder);

        var added = new List<MetadataReference>();
        foreach (string path in restored.CompileFiles)
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (CellLoadContext.IsOwn(name) || _files.ContainsKey(name))
                continue;

            if (_packageFiles.TryAdd(name, path))
                added.Add(MetadataReference.CreateFromFile(path));
            else if (_packageFiles[name] != path)
                output.Print(true, $"Warning: this session already uses another version of {name}. Restart the kernel to use the new one.\n");
        }

        chain.AddReferences(added);
    }

    private void RefuseSecondTorch(string name)
    {
        if (name == FacadeImage.Name && chain.UsesSubset)
        {
            throw new DirectiveException("Cells of this session already use LionML's own subset of TorchSharp. For the real one, restart the "
                + "kernel and put the #r before everything else.");
        }
    }

    private static (string Name, Guid Build, bool RefersToTorch) Identify(byte[] image, string path)
    {
        try
        {
            using var reader = new PEReader(new MemoryStream(image));
            MetadataReader metadata = reader.GetMetadataReader();
            return (
                metadata.GetString(metadata.GetAssemblyDefinition().Name),
                metadata.GetGuid(metadata.GetModuleDefinition().Mvid),
                metadata.AssemblyReferences.Any(one => metadata.GetString(metadata.GetAssemblyReference(one).Name) == FacadeImage.Name));
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException)
        {
            throw new DirectiveException($"'{path}' is not a .NET library.");
        }
    }

    [GeneratedRegex("""^#r\s*"(?<what>[^"]+)"\s*;?\s*$""")]
    private static partial Regex Syntax();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.\-]*$")]
    private static partial Regex PackageName();

    [GeneratedRegex(@"^[A-Za-z0-9.*+\-]+$")]
    private static partial Regex PackageVersion();
}
