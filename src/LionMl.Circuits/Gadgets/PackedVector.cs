using LionMl.Algebra;

namespace LionMl.Circuits.Gadgets;

/// <summary>
/// Several vectors of one length as one: element k is Σ 2^(step·i) · (element k of vector i). A tile's product of two such vectors is
/// the product of every vector of one with every vector of the other.
/// </summary>
/// <typeparam name="F">The field.</typeparam>
public sealed class PackedVector<F>
    where F : unmanaged, IField<F>
{
    internal PackedVector(FieldSignal<F>[] elements, int count, int step, IntegerRange range, IntegerRange prior, int settledBy)
    {
        Elements = elements;
        Count = count;
        Step = step;
        Range = range;
        Prior = prior;
        SettledBy = settledBy;
    }

    /// <summary>How many vectors.</summary>
    public int Count { get; }

    /// <summary>Elements of each.</summary>
    public int Length => Elements.Length;

    /// <summary>Bits between neighbours.</summary>
    internal int Step { get; }

    /// <summary>The packed elements; constants are zero: no vector has that element.</summary>
    internal FieldSignal<F>[] Elements { get; }

    /// <summary>Holds every element of every vector.</summary>
    internal IntegerRange Range { get; }

    /// <summary>As <see cref="IntegerSignal{F}.Prior"/>.</summary>
    internal IntegerRange Prior { get; }

    /// <summary>As <see cref="IntegerSignal{F}.SettledBy"/>.</summary>
    internal int SettledBy { get; }
}
