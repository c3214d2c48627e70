using System.Collections.Immutable;

namespace LionMl.Onnx;

/// <summary>What the reader needs to know beyond the file, and how much it may spend on it.</summary>
public sealed record OnnxReadOptions
{
    /// <summary>The defaults.</summary>
    public static OnnxReadOptions Default { get; } = new();

    /// <summary>
    /// Values for symbolic dimensions, by the name in the file (<c>batch</c>) or, where the file gives none, by input and
    /// axis (<c>x[0]</c>). An input without any shape has as many dimensions as are named here. The second dimension of a NonZero's result
    /// (<c>y[1]</c>) is how many elements are not zero.
    /// </summary>
    public IReadOnlyDictionary<string, int> Dimensions { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>
    /// Shapes of all inputs in the file's order, as a data file states them; they settle symbolic dimensions that
    /// <see cref="Dimensions"/> leaves open, where they leave no choice. Empty where nothing is known.
    /// </summary>
    public ImmutableArray<TensorShape> InputShapes { get; init; } = [];

    /// <summary>
    /// Inputs that are to be constants of the graph, with their values; for instance a shape that a model takes as input.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> FixedInputs { get; init; } = ImmutableDictionary<string, Tensor>.Empty;

    /// <summary>A model whose tensors together would need more than this is refused before any of it is computed.</summary>
    public long MemoryLimitBytes { get; init; } = 4L << 30;

    /// <summary>How many elements constant folding may produce in all; beyond it, nodes stay in the graph.</summary>
    public long FoldingElementLimit { get; init; } = 16L << 20;

    /// <summary>How many elementary operations (multiply-adds, copies) constant folding may spend in all.</summary>
    public long FoldingWorkLimit { get; init; } = 500_000_000;

    /// <summary>How many nodes the unrolling of branches and loops may make in all; a model that would need more is refused.</summary>
    public long UnrolledNodeLimit { get; init; } = 100_000;
}
