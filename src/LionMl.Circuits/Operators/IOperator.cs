using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>How one of ONNX's operators is made of integer nodes. One file each; <see cref="OperatorTable"/> lists them.</summary>
internal interface IOperator
{
    /// <summary>The operator's name in ONNX.</summary>
    string OpType { get; }

    /// <summary>Why this node cannot be turned into integers and what the user can do about it, or null if it can.</summary>
    (string Reason, string Hint)? Refuse(Graph graph, Node node);

    /// <summary>Adds the nodes that compute the first output.</summary>
    /// <exception cref="CircuitException">The scales in use lead to integers that are too large.</exception>
    Operand Quantize(IntegerBuilder builder, Node node);
}
