using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// How one of ONNX's operators is made of integer nodes. One file each; <see cref="OperatorTable"/> lists them. An operator that is best
/// said in terms of others is an <see cref="IExpansion"/> instead.
/// </summary>
internal interface IOperator
{
    /// <summary>The operator's name in ONNX.</summary>
    string OpType { get; }

    /// <summary>How many of its outputs can be used.</summary>
    int Outputs => 1;

    /// <summary>Why this node cannot be turned into integers and what the user can do about it, or null if it can.</summary>
    (string Reason, string Hint)? Refuse(Graph graph, Node node) => null;

    /// <summary>Adds the nodes that compute the first output.</summary>
    /// <exception cref="CircuitException">The scales in use lead to integers that are too large.</exception>
    Operand Quantize(IntegerBuilder builder, Node node);

    /// <summary>Adds the nodes that compute the outputs, and defines them.</summary>
    /// <exception cref="CircuitException">The scales in use lead to integers that are too large.</exception>
    void Define(IntegerBuilder builder, Node node) => builder.Define(node.Outputs[0], Quantize(builder, node));
}
