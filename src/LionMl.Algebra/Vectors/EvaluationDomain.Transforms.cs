namespace LionMl.Algebra;

public sealed partial class EvaluationDomain
{
    private static readonly Fr ShiftInverse = Fr.Generator.Inverse();

    /// <summary>Coefficients to evaluations, both in natural order.</summary>
    /// <exception cref="ArgumentException">The vector's length is not <see cref="Size"/>; the same holds for every transform.</exception>
    public void Forward(FrVector vector, Workers workers)
    {
        ForwardToBitReversed(vector, workers);
        BitReverse(vector, workers);
    }

    /// <summary>Evaluations to coefficients, both in natural order.</summary>
    public void Inverse(FrVector vector, Workers workers)
    {
        CheckLength(vector);
        BitReverse(vector, workers);
        InverseFromBitReversed(vector, workers);
    }

    /// <summary>Coefficients in natural order to evaluations in bit-reversed order: position i holds the value at element rev(i).</summary>
    public void ForwardToBitReversed(FrVector vector, Workers workers)
    {
        CheckLength(vector);
        ArgumentNullException.ThrowIfNull(workers);
        vector.Forward(this, Fr.One, workers);
    }

    /// <summary>Evaluations in bit-reversed order to coefficients in natural order.</summary>
    public void InverseFromBitReversed(FrVector vector, Workers workers)
    {
        CheckLength(vector);
        ArgumentNullException.ThrowIfNull(workers);
        vector.Inverse(this, Fr.One, workers);
    }

    /// <summary>Coefficients to evaluations over the coset g·H, g = <see cref="Fr.Generator"/>, in bit-reversed order.</summary>
    /// <remarks>The order is of no concern to element-by-element work, and <see cref="InverseCoset"/> expects it.</remarks>
    public void ForwardCoset(FrVector vector, Workers workers)
    {
        CheckLength(vector);
        ArgumentNullException.ThrowIfNull(workers);
        vector.Forward(this, Fr.Generator, workers);
    }

    /// <summary>Evaluations over the coset g·H in bit-reversed order to coefficients.</summary>
    public void InverseCoset(FrVector vector, Workers workers)
    {
        CheckLength(vector);
        ArgumentNullException.ThrowIfNull(workers);
        vector.Inverse(this, ShiftInverse, workers);
    }

    /// <summary>Swaps every element with the one at the bit-reversed index. The length must be a power of two.</summary>
    /// <exception cref="ArgumentException">The length is not a power of two.</exception>
    public static void BitReverse(FrVector vector, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(vector);
        ArgumentNullException.ThrowIfNull(workers);
        if (!int.IsPow2(vector.Length))
            throw new ArgumentException($"Bit reversal needs a power of two, the vector has {vector.Length} elements.", nameof(vector));

        vector.BitReverse(workers);
    }

    private void CheckLength(FrVector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        if (vector.Length != Size)
            throw new ArgumentException($"The domain has {Size} elements, the vector {vector.Length}.", nameof(vector));
    }
}
