using System.Collections.Frozen;
using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Every operator that is written out in terms of others, one line each.</summary>
internal static class ExpansionTable
{
    private static readonly FrozenDictionary<string, IExpansion> Expansions = new IExpansion[]
    {
        new AcoshExpansion(),
        new BatchNormalizationExpansion(),
        new ConvExpansion(),
        new ConvTransposeExpansion(),
        new CumSumExpansion(),
        new GatherExpansion(),
        new GatherElementsExpansion(),
        new GatherNDExpansion(),
        new GlobalLpPoolExpansion(),
        new GlobalMaxPoolExpansion(),
        new GroupNormalizationExpansion(),
        new GruExpansion(),
        new HardSigmoidExpansion(),
        new HardmaxExpansion(),
        new InstanceNormalizationExpansion(),
        new LayerNormalizationExpansion(),
        new LogSoftmaxExpansion(),
        new LpNormalizationExpansion(),
        new LpPoolExpansion(),
        new LrnExpansion(),
        new LstmExpansion(),
        new MeanVarianceNormalizationExpansion(),
        new NonZeroExpansion(),
        new PReluExpansion(),
        new PowExpansion(),
        new ReduceLogSumExpExpansion(),
        new ReduceProdExpansion(),
        new ResizeExpansion(),
        new RnnExpansion(),
        new ScatterElementsExpansion(),
        new ScatterNDExpansion(),
        new ShrinkExpansion(),
        new SoftmaxExpansion(),
        new TanExpansion(),
        new ThresholdedReluExpansion(),
        new ReductionExpansion("ReduceL1", "Abs", string.Empty),
        new ReductionExpansion("ReduceL2", "Mul", "Sqrt"),
        new ReductionExpansion("ReduceLogSum", string.Empty, "Log"),
        new ReductionExpansion("ReduceSumSquare", "Mul", string.Empty),
    }.ToFrozenDictionary(entry => entry.OpType, StringComparer.Ordinal);

    /// <summary>The names of all operators that are written out.</summary>
    public static IEnumerable<string> Names => Expansions.Keys;

    /// <summary>How a node is written out; null if it is not.</summary>
    public static IExpansion? Find(Graph graph, Node node) =>
        node.Domain.Length == 0 && Expansions.TryGetValue(node.OpType, out var expansion) && expansion.Applies(graph, node)
            && expansion.Refuse(graph, node) is null
            ? expansion
            : null;

    /// <summary>Why a node cannot be written out, or null.</summary>
    public static (string Reason, string Hint)? Refusal(Graph graph, Node node) =>
        node.Domain.Length == 0 && Expansions.TryGetValue(node.OpType, out var expansion) && expansion.Applies(graph, node)
            ? expansion.Refuse(graph, node)
            : null;
}
