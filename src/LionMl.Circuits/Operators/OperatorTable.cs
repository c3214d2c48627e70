using System.Collections.Frozen;
using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Every operator that can be turned into integers. Whatever only moves elements needs no entry.</summary>
internal static class OperatorTable
{
    private static readonly FrozenDictionary<string, IOperator> Operators = new IOperator[]
    {
        new AddOperator(),
        new AveragePoolOperator(),
        new BatchNormalizationOperator(),
        new CastOperator(),
        new ConvOperator(),
        new DropoutOperator(),
        new GemmOperator(),
        new GlobalAveragePoolOperator(),
        new IdentityOperator(),
        new MatMulOperator(),
        new MaxPoolOperator(),
        new MulOperator(),
        new NegOperator(),
        new PowOperator(),
        new ReluOperator(),
        new SubOperator(),
    }.ToFrozenDictionary(entry => entry.OpType, StringComparer.Ordinal);

    // What to do instead of operators that models often have.
    private static readonly FrozenDictionary<string, string> Hints = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Softmax"] = "Leave it out: the largest logit has the largest probability.",
        ["LogSoftmax"] = "Leave it out: the largest logit has the largest probability.",
        ["Sigmoid"] = "At the end of a model leave it out; elsewhere train with Relu.",
        ["Tanh"] = "Train with Relu instead.",
        ["Gelu"] = "Train with Relu instead.",
        ["Erf"] = "This is part of a GELU; train with Relu instead.",
        ["LeakyRelu"] = "Train with Relu instead.",
        ["Div"] = "Multiply by the reciprocal where the divisor is constant.",
        ["ReduceMean"] = "Use GlobalAveragePool or a multiplication with a constant matrix.",
        ["LayerNormalization"] = "Train with BatchNormalization, which costs nothing.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All nodes of a model that cannot be turned into integers.</summary>
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
        if (Operators.TryGetValue(node.OpType, out var entry))
        {
            builder.Define(node.Outputs[0], entry.Quantize(builder, node));
        }
        else
        {
            Movement.Quantize(builder, node);
        }
    }

    private static (string Reason, string Hint)? Refusal(Graph graph, Node node)
    {
        if (node.Domain.Length == 0 && Operators.TryGetValue(node.OpType, out var entry))
        {
            return Enumerable.Range(1, Math.Max(0, node.Outputs.Length - 1)).Any(node.HasOutput)
                ? ("only its first output can be used.", "Export the model for inference.")
                : entry.Refuse(graph, node);
        }

        if (DataMovement.IsMovement(graph, node))
        {
            return null;
        }

        string known = string.Join(", ", Operators.Keys.Order(StringComparer.Ordinal));
        return ("there are no constraints for this operator yet.", Hints.TryGetValue(node.OpType, out string? hint)
            ? hint
            : $"Use {known}, or operators that only move elements.");
    }
}
