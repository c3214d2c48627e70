using System.Collections.Concurrent;
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

    /// <param name="graph">The model.</param>
    public FunctionTables(Graph graph) => Fused = FunctionFusion.Of(graph);

    /// <summary>Functions through several nodes, by the tensor that they give.</summary>
    public IReadOnlyDictionary<string, FusedFunction> Fused { get; }

    /// <summary>The table of a function.</summary>
    /// <param name="result">The tensor that it gives, which says what function it is.</param>
    /// <param name="function">The function.</param>
    /// <param name="unit">The real number that a step of its input stands for.</param>
    /// <param name="range">The input's static interval.</param>
    /// <param name="window">The numbers that have to work.</param>
    /// <param name="outputScale">The result's bits behind the point, before what the pieces add.</param>
    public (PiecewiseTable Table, int ScaleBits) Fit(
        string result, FunctionShape function, double unit, IntegerRange range, (double Low, double High) window, int outputScale) =>
        _known.GetOrAdd(
            new Key(result, unit, range, window.Low, window.High, outputScale),
            _ => new FunctionFit(function, unit, range, Math.ScaleB(0.5, -outputScale)).Fit(window.Low, window.High, outputScale));

    private readonly record struct Key(string Result, double Unit, IntegerRange Range, double Low, double High, int OutputScale);
}
