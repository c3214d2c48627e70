using System.Collections.Concurrent;
using System.Collections.Immutable;
using LionMl.Circuits.Gadgets;
using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// The functions of a model, and their tables: what one combination of scales has fitted serves every other that needs the same. Safe for
/// several threads.
/// </summary>
internal sealed class FunctionTables
{
    private readonly ConcurrentDictionary<Key, (PiecewiseTable Table, int ScaleBits)> _known = new();

    private readonly bool _saturates;

    /// <param name="graph">The model.</param>
    /// <param name="options">Whether functions saturate where they have no tail, and whether functions of functions become one.</param>
    public FunctionTables(Graph graph, QuantizeOptions options)
    {
        _saturates = options.Outliers == Outliers.Saturate;
        Fused = options.Passes.HasFlag(Passes.FunctionFusion)
            ? FunctionFusion.Of(graph)
            : ImmutableDictionary<string, FusedFunction>.Empty;
    }

    /// <summary>Functions through several nodes, by the tensor that they give.</summary>
    public IReadOnlyDictionary<string, FusedFunction> Fused { get; }

    /// <summary>The table of a function.</summary>
    /// <param name="result">The tensor that it gives.</param>
    /// <param name="source">The tensor that it is a function of; both together say what function it is.</param>
    /// <param name="function">The function.</param>
    /// <param name="unit">The real number that a step of its input stands for.</param>
    /// <param name="range">The input's static interval.</param>
    /// <param name="window">The numbers that have to work.</param>
    /// <param name="outputScale">The result's bits behind the point, before what the pieces add.</param>
    public (PiecewiseTable Table, int ScaleBits) Fit(
        string result,
        string source,
        FunctionShape function,
        double unit,
        IntegerRange range,
        (double Low, double High) window,
        int outputScale) =>
        _known.GetOrAdd(
            new Key(result, source, unit, range, window.Low, window.High, outputScale),
            _ => new FunctionFit(function, unit, range, Math.ScaleB(0.5, -outputScale), _saturates).Fit(window.Low, window.High, outputScale));

    private readonly record struct Key(string Result, string Source, double Unit, IntegerRange Range, double Low, double High, int OutputScale);
}
