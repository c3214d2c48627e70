namespace LionMl.Algebra;

public sealed unsafe partial class FrVector
{
    internal void BitReverse(Workers workers)
    {
        using AlignedLease memory = _memory.Lease();
        FrOperations.Current.BitReverse(memory.Words, int.Log2(Length), workers);
    }

    /// <summary>The transform between natural and bit-reversed order; the inverse comes out multiplied by the length.</summary>
    internal void Transform(EvaluationDomain domain, Workers workers, bool inverse)
    {
        using AlignedLease memory = _memory.Lease();
        if (inverse)
            FrOperations.Current.InverseUnscaled(memory.Words, domain, workers);
        else
            FrOperations.Current.Forward(memory.Words, domain, workers);
    }
}
