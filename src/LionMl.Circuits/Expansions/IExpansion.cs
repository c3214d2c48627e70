using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// How one of ONNX's operators is said in terms of others, before anything is quantised: calibration then sees every number in between.
/// One file each; <see cref="ExpansionTable"/> lists them.
/// </summary>
internal interface IExpansion
{
    /// <summary>The operator's name in ONNX.</summary>
    string OpType { get; }

    /// <summary>Why this node cannot be written out and what the user can do about it, or null if it can.</summary>
    (string Reason, string Hint)? Refuse(Graph graph, Node node) => null;

    /// <summary>Whether this node is to be written out; others have an integer operator of their own.</summary>
    bool Applies(Graph graph, Node node) => true;

    /// <summary>Writes the nodes that compute the node's outputs.</summary>
    void Expand(Expander expander, Node node);
}
