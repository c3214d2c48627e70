using System.Collections.Frozen;
using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Every operator that can be turned into integers. Whatever only moves elements needs no entry.</summary>
internal static class OperatorTable
{
    private static readonly FrozenDictionary<string, IOperator> Operators = new IOperator[]
    {
        new AbsOperator(),
        new AddOperator(),
        new ArgMaxOperator(),
        new ArgMinOperator(),
        new AveragePoolOperator(),
        new BatchNormalizationOperator(),
        new CastOperator(),
        new CeilOperator(),
        new ClipOperator(),
        new ConvOperator(),
        new ConvIntegerOperator(),
        new ConvTransposeOperator(),
        new DequantizeLinearOperator(),
        new DivOperator(),
        new DropoutOperator(),
        new EinsumOperator(),
        new FloorOperator(),
        new GemmOperator(),
        new GlobalAveragePoolOperator(),
        new IdentityOperator(),
        new LeakyReluOperator(),
        new MatMulOperator(),
        new MatMulIntegerOperator(),
        new MaxOperator(),
        new MaxPoolOperator(),
        new MeanOperator(),
        new MinOperator(),
        new ModOperator(),
        new MulOperator(),
        new NegOperator(),
        new NotOperator(),
        new OneHotOperator(),
        new PowOperator(),
        new QLinearConvOperator(),
        new QLinearMatMulOperator(),
        new QuantizeLinearOperator(),
        new ReciprocalOperator(),
        new ReduceMaxOperator(),
        new ReduceMeanOperator(),
        new ReduceMinOperator(),
        new ReduceSumOperator(),
        new ReluOperator(),
        new RoundOperator(),
        new SignOperator(),
        new SqrtOperator(),
        new SubOperator(),
        new SumOperator(),
        new TopKOperator(),
        new WhereOperator(),
        new ComparisonOperator("Equal", Comparison.Equal),
        new ComparisonOperator("Greater", Comparison.Greater),
        new ComparisonOperator("GreaterOrEqual", Comparison.GreaterOrEqual),
        new ComparisonOperator("Less", Comparison.Less),
        new ComparisonOperator("LessOrEqual", Comparison.LessOrEqual),
        new LogicOperator("And", 0, 1),
        new LogicOperator("Or", 1, -1),
        new LogicOperator("Xor", 1, -2),
    }.Concat(FunctionTable.Operators).ToFrozenDictionary(entry => entry.OpType, StringComparer.Ordinal);

    // What to do instead of operators that models often have.
    private static readonly FrozenDictionary<string, string> Hints = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["BitShift"] = "Multiply or divide by a power of two.",
        ["DynamicQuantizeLinear"] = "Quantise the model statically, so that its scales are constants.",
        ["IsInf"] = "Leave it out: no number of a circuit is infinite.",
        ["IsNaN"] = "Leave it out: every number of a circuit is one.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of all operators with an entry of their own.</summary>
    public static IEnumerable<string> Names => Operators.Keys;

    /// <summary>All nodes of a model (with its expansions written out) that cannot be turned into integers.</summary>
    public static IReadOnlyList<UnsupportedNode> Unsupported(Graph graph)
    {
        var problems = new List<UnsupportedNode>();
        foreach (var node in graph.Nodes)
        {
            if (Refusal(graph, node) is { } refusal)
            {
                problems.Add(new UnsupportedNode(node.Name, node.OpType, refusal.Reason, refusal.Hint));
            }
        }

        return problems;
    }

    /// <summary>Adds the integer nodes of a model's node.</summary>
    public static void Quantize(IntegerBuilder builder, Node node)
    {
        if (Find(builder.Graph, node) is { } entry)
        {
            entry.Define(builder, node);
        }
        else
        {
            Movement.Quantize(builder, node);
        }
    }

    /// <summary>The entry for a node; null for nodes that only move elements, and for unknown ones.</summary>
    private static IOperator? Find(Graph graph, Node node)
    {
        bool known = Operators.TryGetValue(node.OpType, out var entry) && node.Domain.Length == 0;
        return known && (entry is PassThrough || !DataMovement.IsMovement(graph, node)) ? entry : null;
    }

    private static (string Reason, string Hint)? Refusal(Graph graph, Node node)
    {
        if (Find(graph, node) is { } entry)
        {
            return Enumerable.Range(entry.Outputs, Math.Max(0, node.Outputs.Length - entry.Outputs)).Any(node.HasOutput)
                ? ("not all of its outputs can be used.", "Export the model for inference.")
                : entry.Refuse(graph, node);
        }

        if (DataMovement.IsMovement(graph, node))
        {
            return null;
        }

        if (ExpansionTable.Refusal(graph, node) is { } refusal)
        {
            return refusal;
        }

        return ("there are no constraints for this operator yet.", Hints.TryGetValue(node.OpType, out string? hint)
            ? hint
            : "Write it with other operators (docs/operators.md lists all that work), or cut the model before it.");
    }
}
