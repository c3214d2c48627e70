namespace LionMl.TestSupport;

/// <summary>A small prime as a type, so that a field over it is a type too.</summary>
public interface IPrimeModulus
{
    /// <summary>The prime; below 2^15.5, so that products fit 31 bits.</summary>
    static abstract int Value { get; }
}
