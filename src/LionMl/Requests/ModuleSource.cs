using System.Diagnostics.CodeAnalysis;
using LionMl.Torch;
using TorchSharp;

namespace LionMl;

/// <summary>
/// A model in TorchSharp style to export: a module of this library's subset or of the real TorchSharp, or a class in a library file that
/// was compiled against either. A module of the subset converts by itself.
/// </summary>
public sealed class ModuleSource
{
    private readonly object? _module;
    private readonly string? _path;
    private readonly string? _type;
    private readonly string? _weights;

    private ModuleSource(object? module, string? path, string? type, string? weights, string name)
    {
        _module = module;
        _path = path;
        _type = type;
        _weights = weights;
        Name = name;
    }

    /// <summary>The class's name without its namespace; the graph is called so.</summary>
    public string Name { get; }

    /// <summary>A module of the subset.</summary>
    public static implicit operator ModuleSource(torch.nn.Module module) => FromModule(module);

    /// <summary>A module of the subset.</summary>
    public static ModuleSource FromModule(torch.nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return new ModuleSource(module, null, null, null, module.GetName());
    }

    /// <summary>A class in a library file. Nothing of the library runs before the export, which runs its constructor and its forward.</summary>
    /// <param name="path">The library, a .dll file.</param>
    /// <param name="type">The class, with its namespace unless its name is unique.</param>
    /// <param name="weights">The weights in TorchSharp's file format (<c>save</c>); null leaves them as the constructor makes them.</param>
    public static ModuleSource FromLibrary(string path, string type, string? weights = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(type);
        return new ModuleSource(null, path, type, weights, type[(type.LastIndexOfAny(['.', '+']) + 1)..]);
    }

    /// <summary>Takes a value of a notebook as a module: a source, or a module of the subset or of the real TorchSharp.</summary>
    public static bool TryFrom(object value, [NotNullWhen(true)] out ModuleSource? source)
    {
        source = value switch
        {
            ModuleSource given => given,
            torch.nn.Module module => FromModule(module),
            _ when ForeignExport.IsForeign(value) => new ModuleSource(value, null, null, null, value.GetType().Name),
            _ => null,
        };
        return source is not null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Runs the module once on the samples and writes down what it does.</summary>
    internal TraceResult Trace(IReadOnlyList<object> samples, ExportRequest request)
    {
        string name = request.Name ?? Name;
        if (_module is torch.nn.Module module)
        {
            return OnnxExport.Trace(module, [.. samples.Select(ForeignExport.ToTensor)], name);
        }

        foreach (string? file in (string?[])[_path, _weights])
        {
            if (file is not null && !File.Exists(file))
            {
                throw LionException.BadInput($"There is no file '{file}': give "
                    + (file == _path ? "a variable with a module, or a class library (.dll)." : "the weights as TorchSharp's save writes them."));
            }
        }

        var options = new ForeignOptions
        {
            Images = request.Images,
            ConstructorArguments = request.ConstructorArguments,
            GraphName = name,
        };
        using ForeignModel model = _module is not null ? ForeignModel.Of(_module, options) : ForeignModel.Load(_path!, _type!, options);
        if (_weights is not null)
        {
            model.Module.load(_weights);
        }

        return model.Trace(samples);
    }
}
