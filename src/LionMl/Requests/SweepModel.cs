using System.Collections;
using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl;

/// <summary>One member of the family that a sweep runs over. A path, a <see cref="Graph"/> or a <see cref="ModelSource"/> converts by itself.</summary>
/// <param name="Model">The model.</param>
public sealed record SweepModel(ModelSource Model)
{
    /// <summary>What the table calls it; null for the model's name.</summary>
    public string? Label { get; init; }

    /// <summary>Numbers that set it apart, for the table and the plots, e.g. <c>width = 32</c>. <c>layers</c> is counted where it is not given.</summary>
    public ImmutableDictionary<string, double> Values { get; init; } = ImmutableDictionary<string, double>.Empty;

    /// <summary>The model of an ONNX file.</summary>
    public static implicit operator SweepModel(string path) => new((ModelSource)path);

    /// <summary>A model in memory.</summary>
    public static implicit operator SweepModel(Graph graph) => new((ModelSource)graph);

    /// <summary>A model.</summary>
    public static implicit operator SweepModel(ModelSource model) => new(model);

    /// <summary>Takes a value of a notebook as a family: what converts to a model, a <see cref="SweepModel"/>, or a list of either.</summary>
    /// <returns>Whether there is at least one model and nothing else.</returns>
    public static bool TryFrom(object value, out ImmutableArray<SweepModel> models)
    {
        object?[] items = value is IEnumerable list and not string ? [.. list.Cast<object?>()] : [value];
        SweepModel?[] family = [.. items.Select(item => item as SweepModel
            ?? (item is not null && ModelSource.TryFrom(item, out ModelSource? model) ? new SweepModel(model) : null))];
        bool isFamily = family.Length > 0 && !family.Contains(null);
        models = isFamily ? [.. family.Select(member => member!)] : [];
        return isFamily;
    }
}
