using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LionMl.Artifacts;
using LionMl.Onnx;
using LionMl.Results;
using LionMl.Running;

namespace LionMl;

/// <summary>A model to quantise: an ONNX file, or a graph in memory. A path or a <see cref="Graph"/> converts by itself.</summary>
public sealed class ModelSource
{
    private readonly string? _path;
    private readonly Graph? _graph;

    private ModelSource(string? path, Graph? graph, string name)
    {
        _path = path;
        _graph = graph;
        Name = name;
    }

    /// <summary>The file's name, or that of the graph; recorded with every artifact.</summary>
    public string Name { get; }

    /// <summary>The model of an ONNX file.</summary>
    public static implicit operator ModelSource(string path) => FromFile(path);

    /// <summary>A model in memory.</summary>
    public static implicit operator ModelSource(Graph graph) => FromGraph(graph);

    /// <summary>A model that was exported.</summary>
    public static implicit operator ModelSource(ExportResult export)
    {
        ArgumentNullException.ThrowIfNull(export);
        return export.Model;
    }

    /// <summary>The model of an ONNX file; the file is read when the model is used.</summary>
    public static ModelSource FromFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new ModelSource(path, null, Path.GetFileName(path));
    }

    /// <summary>A model in memory.</summary>
    public static ModelSource FromGraph(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new ModelSource(null, graph, (graph.Name.Length > 0 ? graph.Name : "model") + ".onnx");
    }

    /// <summary>Takes a value of a notebook as a model: a source, a graph, an export, or a path.</summary>
    public static bool TryFrom(object value, [NotNullWhen(true)] out ModelSource? source)
    {
        source = value switch
        {
            ModelSource given => given,
            Graph graph => FromGraph(graph),
            ExportResult export => export.Model,
            string path => FromFile(path),
            FileInfo file => FromFile(file.FullName),
            _ => null,
        };
        return source is not null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Reads the model; <paramref name="shapeSources"/> may settle symbolic dimensions.</summary>
    internal (Graph Graph, StatementModel Source) Read(
        ImmutableDictionary<string, int> dimensions, IEnumerable<DataSource> shapeSources, Recorder recorder)
    {
        byte[] bytes = _graph is not null ? OnnxWriter.Write(_graph) : ArtifactFile.Read(_path!, int.MaxValue, "give the path of an ONNX file");
        var source = new StatementModel(Name, ArtifactFile.Sha256(bytes));
        foreach ((string name, int value) in dimensions)
        {
            recorder.Given($"dim {name}", $"{value}");
        }

        if (_graph is not null)
        {
            return dimensions.IsEmpty
                ? (_graph, source)
                : throw LionException.BadInput($"The model {Name} is in memory and has no symbolic dimensions that could be given.");
        }

        ImmutableArray<TensorShape> shapes = shapeSources.Select(data => data.ReadShapes()).FirstOrDefault(one => !one.IsEmpty, []);
        return (OnnxReader.Read(_path!, new OnnxReadOptions { Dimensions = dimensions, InputShapes = shapes }), source);
    }
}
