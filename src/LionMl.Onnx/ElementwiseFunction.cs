using System.Diagnostics.CodeAnalysis;
using LionMl.Onnx.Operators;

namespace LionMl.Onnx;

/// <summary>Nodes that map every real number by one function of it (Sigmoid, Tanh, Exp, Gelu, …), as that function.</summary>
public static class ElementwiseFunction
{
    /// <summary>The function of a node with its attributes put in, as the float run computes it, before rounding to 32 bits.</summary>
    /// <param name="node">A node of a checked graph.</param>
    /// <param name="function">The function.</param>
    /// <returns>Whether the node is of that kind.</returns>
    public static bool TryOf(Node node, [NotNullWhen(true)] out Func<double, double>? function)
    {
        ArgumentNullException.ThrowIfNull(node);
        bool known = node.Domain.Length == 0 && OperatorRegistry.TryGet(node.OpType, out Operator? op) && op is FunctionOperator;
        function = known ? ((FunctionOperator)OperatorRegistry.Of(node)).FunctionOf(node) : null;
        return known;
    }
}
