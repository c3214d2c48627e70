using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace LionMl.Torch;

/// <summary>
/// Where assemblies of the real TorchSharp's users are loaded a second time, with this library in TorchSharp's place. Only what depends on
/// TorchSharp is loaded again; all else is shared with the original, so that values of its types can be handed over.
/// </summary>
/// <param name="images">Assemblies that lie in no file, by name; asked first.</param>
internal sealed class ForeignContext(Func<AssemblyName, byte[]?>? images)
    : AssemblyLoadContext("models of TorchSharp", isCollectible: true)
{
    // Their code reaches into what the facade does not have; a clear refusal is better than the first member that is missing.
    private static readonly string[] Companions = ["TorchVision", "TorchAudio", "TorchText"];
    private static readonly string RuntimeFolder = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? string.Empty;
    private static readonly Assembly Library = typeof(torch).Assembly;

    private readonly Dictionary<string, bool> _dependent = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<AssemblyImage> _loaded = [];
    private readonly HashSet<string> _folders = [];
    private readonly HashSet<AssemblyLoadContext> _origins = [];

    /// <summary>The images of what has been loaded here, to explain failures with.</summary>
    public IReadOnlyList<AssemblyImage> Loaded => _loaded;

    /// <summary>Loads an assembly from a file; what it needs is looked for beside it.</summary>
    /// <exception cref="InvalidDataException">The file is not an assembly, or cut off.</exception>
    public Assembly Open(string path)
    {
        AssemblyImage image = AssemblyImage.Read(path);
        if (!image.References.Any(reference => Is(reference.Name, FacadeImage.Name) || Is(reference.Name, Library.GetName().Name))
            && !DependsOnTorchSharp(image.References))
        {
            throw new InvalidDataException(
                $"'{Path.GetFileName(path)}' does not use TorchSharp, so there can be no model in it; give the assembly that the model is "
                + "in");
        }

        _folders.Add(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return Open(image);
    }

    /// <summary>The type here that is what a type is in the original's context.</summary>
    /// <exception cref="NotSupportedException">It is a type of TorchSharp that the subset lacks.</exception>
    /// <exception cref="InvalidOperationException">Its assembly is not known as bytes.</exception>
    public Type Map(Type type)
    {
        if (type.IsArray)
        {
            Type element = Map(type.GetElementType()!);
            return type.IsSZArray ? element.MakeArrayType() : element.MakeArrayType(type.GetArrayRank());
        }

        if (type.IsConstructedGenericType)
        {
            return Map(type.GetGenericTypeDefinition()).MakeGenericType([.. type.GetGenericArguments().Select(Map)]);
        }

        if (Reflected.IsTorchSharp(type.Assembly))
        {
            return Library.GetType(type.FullName!) ?? throw new NotSupportedException(
                $"{MissingMembers.Display(type.FullName!)} is outside of the subset of TorchSharp that LionML has; write the model without "
                + "it");
        }

        return IsReloaded(type.Assembly)
            ? Load(type.Assembly.GetName())!.GetType(type.FullName!, throwOnError: true)!
            : type;
    }

    /// <summary>Whether an assembly of the original is loaded again here, because it depends on TorchSharp.</summary>
    public bool IsReloaded(Assembly original)
    {
        if (original == Library || Reflected.IsTorchSharp(original) || IsFramework(original.GetName().Name!))
        {
            return false;
        }

        if (GetLoadContext(original) is { } origin)
        {
            _origins.Add(origin);
        }

        if (original.Location is { Length: > 0 } file)
        {
            _folders.Add(Path.GetDirectoryName(file)!);
        }

        return DependsOnTorchSharp(original.GetName());
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;

        // Not from a list of its own: the runtime holds an unloaded context until its assemblies are gone, so it must not hold them.
        if (Assemblies.FirstOrDefault(assembly => Is(assembly.GetName().Name, name)) is { } opened)
        {
            return opened;
        }

        if (Is(name, FacadeImage.Name))
        {
            return LoadFromStream(new MemoryStream(FacadeImage.Bytes, writable: false));
        }

        if (Is(name, Library.GetName().Name))
        {
            return Library;
        }

        if (name.StartsWith(FacadeImage.Name + ".", StringComparison.OrdinalIgnoreCase) || Companions.Any(other => Is(name, other)))
        {
            throw new NotSupportedException(
                $"the assembly {name} belongs to the real TorchSharp and cannot be used in a model that is to be exported; write that part "
                + "with torch.nn, and load weights outside of the model's class");
        }

        if (IsFramework(name))
        {
            return null;
        }

        if (DependsOnTorchSharp(assemblyName))
        {
            return Open(ImageOf(assemblyName) ?? throw new InvalidOperationException(
                $"the assembly {name} was loaded from memory, so its image is not known; give it as {nameof(ForeignOptions)}."
                + $"{nameof(ForeignOptions.Images)}, or load it from a file"));
        }

        return Original(name) ?? Ask(Default, name) ?? (ImageOf(assemblyName) is { } image ? Open(image) : null);
    }

    private static bool Is(string? name, string? other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private static bool IsFramework(string name) => File.Exists(Path.Combine(RuntimeFolder, name + ".dll"));

    private static Assembly? Ask(AssemblyLoadContext context, string name)
    {
        try
        {
            return context.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (Exception problem) when (problem is IOException or BadImageFormatException)
        {
            return null;
        }
    }

    private static bool TryRead(string path, [NotNullWhen(true)] out AssemblyImage? image)
    {
        image = File.Exists(path) ? AssemblyImage.Read(path) : null;
        return image is not null;
    }

    private Assembly Open(AssemblyImage image)
    {
        try
        {
            Assembly assembly = LoadFromStream(new MemoryStream(image.Bytes, writable: false));
            _loaded.Add(image);
            return assembly;
        }
        catch (BadImageFormatException problem)
        {
            throw new InvalidDataException($"the assembly {image.Name.Name} cannot be loaded; build it again", problem);
        }
    }

    private bool DependsOnTorchSharp(AssemblyName name)
    {
        if (!_dependent.TryGetValue(name.Name!, out bool known))
        {
            _dependent[name.Name!] = known = DependsOnTorchSharp([name]);
        }

        return known;
    }

    /// <summary>Whether any of these assemblies is TorchSharp, or refers to it, by whatever many steps.</summary>
    private bool DependsOnTorchSharp(IReadOnlyList<AssemblyName> names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var next = new Queue<AssemblyName>(names);
        while (next.TryDequeue(out AssemblyName? at))
        {
            string name = at.Name!;
            if (Is(name, FacadeImage.Name))
            {
                return true;
            }

            if (seen.Add(name) && !Is(name, Library.GetName().Name) && !IsFramework(name))
            {
                foreach (AssemblyName reference in ImageOf(at)?.References ?? Original(name)?.GetReferencedAssemblies() ?? [])
                {
                    next.Enqueue(reference);
                }
            }
        }

        return false;
    }

    private AssemblyImage? ImageOf(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;
        if (images?.Invoke(assemblyName) is { } given)
        {
            return AssemblyImage.Of(given, $"the image of {name}");
        }

        if (_origins.OfType<IAssemblyImages>().Select(origin => origin.ImageOf(assemblyName)).FirstOrDefault(one => one is not null) is { } kept)
        {
            return AssemblyImage.Of(kept, $"the image of {name}");
        }

        if (Original(name)?.Location is { Length: > 0 } file && TryRead(file, out AssemblyImage? image))
        {
            return image;
        }

        foreach (string folder in _folders)
        {
            if (TryRead(Path.Combine(folder, name + ".dll"), out image))
            {
                return image;
            }
        }

        return null;
    }

    /// <summary>The assembly of a name that the originals use.</summary>
    private Assembly? Original(string name) => _origins.SelectMany(origin => origin.Assemblies)
        .FirstOrDefault(assembly => Is(assembly.GetName().Name, name))
        ?? _origins.Select(origin => Ask(origin, name)).FirstOrDefault(assembly => assembly is not null);
}
