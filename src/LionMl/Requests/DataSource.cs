using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.Onnx;
using LionMl.Torch;
using TorchSharp;

namespace LionMl;

/// <summary>
/// Samples for a model: a file in EZKL's layout, or numbers in memory, which are never written to disk. A path, a tensor of a graph or in
/// TorchSharp's style, or an array of numbers converts by itself.
/// </summary>
public sealed class DataSource
{
    private const string Remedy = "give a JSON file with \"input_data\"";
    private const string InMemory = "values in memory";

    private readonly string? _path;
    private readonly ImmutableArray<ImmutableArray<Tensor>> _entries;

    private DataSource(string? path, ImmutableArray<ImmutableArray<Tensor>> entries, string name)
    {
        _path = path;
        _entries = entries;
        Name = name;
    }

    /// <summary>The path, or what the caller calls the numbers; for messages and records.</summary>
    public string Name { get; }

    /// <summary>The name in records that others may see: a path without its folder.</summary>
    internal string ShortName => _path is null ? Name : Path.GetFileName(_path);

    /// <summary>The samples of a file.</summary>
    public static implicit operator DataSource(string path) => FromFile(path);

    /// <summary>One entry for a model with one input.</summary>
    public static implicit operator DataSource(Tensor values) => FromInputs(values);

    /// <summary>One entry for a model with one input; a further leading dimension counts samples.</summary>
    public static implicit operator DataSource(torch.Tensor values) => FromInputs(TorchTensors.ToOnnx(values));

    /// <summary>Row-major numbers for a model with one input: one sample, or several one after the other.</summary>
    public static implicit operator DataSource(float[] values) => FromInputs(Tensor.Vector(values));

    /// <summary>The samples of a JSON file; the file is read when the samples are used.</summary>
    public static DataSource FromFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new DataSource(path, [], path);
    }

    /// <summary>A tensor for each of the model's inputs, in their order.</summary>
    /// <param name="inputs">
    /// Each of its input's shape, a row of as many numbers, or a batch: a further leading dimension counts samples, as does a row of several
    /// samples' numbers.
    /// </param>
    public static DataSource FromInputs(params ReadOnlySpan<Tensor> inputs) =>
        new(null, [.. inputs.ToArray().Select(input => ImmutableArray.Create(input))], InMemory);

    /// <summary>Samples for a model with one input: a tensor each.</summary>
    /// <exception cref="LionException">There is none.</exception>
    public static DataSource FromSamples(params IEnumerable<Tensor> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ImmutableArray<Tensor> entry = [.. samples];
        return entry.IsEmpty ? throw LionException.BadInput("There are no samples.") : new DataSource(null, [entry], InMemory);
    }

    /// <summary>Samples in TorchSharp's style for a model with one input: a tensor each.</summary>
    /// <exception cref="LionException">There is none.</exception>
    public static DataSource FromSamples(IEnumerable<torch.Tensor> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return FromSamples(samples.Select(TorchTensors.ToOnnx));
    }

    /// <summary>
    /// Takes a value of a notebook as samples: a source, a path, a tensor, an array of numbers, or a list of one of the latter two with an
    /// element for each sample.
    /// </summary>
    public static bool TryFrom(object value, [NotNullWhen(true)] out DataSource? source)
    {
        source = value switch
        {
            DataSource given => given,
            string path => FromFile(path),
            FileInfo file => FromFile(file.FullName),
            IEnumerable<Tensor> tensors => FromSamples(tensors),
            IEnumerable<torch.Tensor> tensors => FromSamples(tensors),
            IEnumerable<float[]> rows => FromSamples(rows.Select(row => Tensor.Vector(row))),
            IEnumerable<double[]> rows => FromSamples(rows.Select(row => Tensor.Vector(ToFloats(row)))),
            _ => ToTensor(value) is { } tensor ? FromInputs(tensor) : null,
        };
        return source is not null;
    }

    /// <summary>The same samples under another name.</summary>
    public DataSource Named(string name) => new(_path, _entries, name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Reads the samples; every problem is told with the source's name.</summary>
    /// <param name="model">The model that the samples are for.</param>
    /// <param name="inputsOnly">Whether outputs in a file are passed over.</param>
    /// <exception cref="LionException">No such file, or its numbers are not for this model.</exception>
    public TensorSamples Read(Graph model, bool inputsOnly = false) => Guard(() =>
    {
        if (_path is null)
        {
            return TensorSamples.OfEntries(model, [.. _entries]);
        }

        using FileStream stream = ArtifactFile.Open(_path, Remedy);
        return TensorSamples.Read(stream, model, inputsOnly);
    });

    /// <summary>The shapes that the source states for the model's inputs; empty where it states none.</summary>
    internal ImmutableArray<TensorShape> ReadShapes() => Guard<ImmutableArray<TensorShape>>(() =>
    {
        if (_path is null)
        {
            return [.. _entries.Select(entry => entry[0].Shape)];
        }

        using FileStream stream = ArtifactFile.Open(_path, Remedy);
        return TensorSamples.ReadInputShapes(stream) is { } shapes ? [.. shapes] : [];
    });

    private static Tensor? ToTensor(object value) => value switch
    {
        Tensor tensor => tensor,
        _ when ForeignExport.IsTensor(value) => TorchTensors.ToOnnx(ForeignExport.ToTensor(value)),
        float[] row => Tensor.Vector(row),
        double[] row => Tensor.Vector(ToFloats(row)),
        int[] row => Tensor.Vector(Array.ConvertAll(row, number => (float)number)),
        float[,] grid => Grid(grid, number => number),
        double[,] grid => Grid(grid, number => (float)number),
        _ => null,
    };

    private static float[] ToFloats(double[] row) => Array.ConvertAll(row, number => (float)number);

    private static Tensor Grid<T>(T[,] grid, Func<T, float> convert) =>
        new(TensorShape.Of(grid.GetLength(0), grid.GetLength(1)), [.. grid.Cast<T>().Select(convert)]);

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CircuitException failure)
        {
            throw LionException.BadInput($"{Name}: {failure.Message}", failure);
        }
    }
}
