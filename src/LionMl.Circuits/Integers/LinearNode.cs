using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>
/// A node whose elements are integer combinations of its inputs' elements: in a circuit it costs no constraint of its own.
/// </summary>
public abstract class LinearNode : IntegerNode
{
    private protected LinearNode(NodeHeader header)
        : base(header)
    {
    }

    /// <summary>One element as a combination of input elements.</summary>
    /// <param name="element">The element's flat index.</param>
    /// <param name="terms">Empty; receives the terms.</param>
    internal abstract void Expand(int element, TermBuffer terms);

    internal sealed override void Lower(Lowering lowering, IntegerSignal<Fr>[] result) =>
        throw new InvalidOperationException("Linear nodes are written out by whoever reads them.");

    /// <summary>The range of bias + Σ weight·x, all x in one range.</summary>
    private protected static (Int128 Low, Int128 High) Combine(long bias, long positive, long negative, IntegerRange x) => (
        bias + ((Int128)positive * x.Low) + ((Int128)negative * x.High),
        bias + ((Int128)positive * x.High) + ((Int128)negative * x.Low));
}
