namespace LionMl.Algebra;

public sealed unsafe partial class FrVector
{
    internal void BitReverse(Workers workers)
    {
        using AlignedLease memory = _memory.Lease();
        FrOperations.Current.BitReverse(memory.Words, int.Log2(Length), workers);
    }

    /// <summary>Coefficients times the powers of <paramref name="ratio"/> to evaluations in bit-reversed order.</summary>
    internal void Forward(EvaluationDomain domain, Fr ratio, Workers workers)
    {
        using AlignedLease memory = _memory.Lease();
        FrOperations.Current.Forward(memory.Words, domain, ratio, workers);
    }

    /// <summary>Evaluations in bit-reversed order to coefficients times the powers of <paramref name="ratio"/>.</summary>
    internal void Inverse(EvaluationDomain domain, Fr ratio, Workers workers)
    {
        using AlignedLease memory = _memory.Lease();
        FrOperations.Current.Inverse(memory.Words, domain, ratio, workers);
    }
}
