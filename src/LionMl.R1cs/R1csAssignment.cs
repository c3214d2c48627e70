using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>A value for every variable of a circuit.</summary>
/// <typeparam name="F">The field.</typeparam>
public sealed class R1csAssignment<F>
    where F : unmanaged, IField<F>
{
    /// <summary>An assignment; the arrays are not copied.</summary>
    /// <param name="publicValues">The public inputs; the first must be one.</param>
    /// <param name="privateValues">The private variables.</param>
    /// <exception cref="ArgumentException">The first public input is not one.</exception>
    public R1csAssignment(F[] publicValues, F[] privateValues)
    {
        ArgumentNullException.ThrowIfNull(publicValues);
        ArgumentNullException.ThrowIfNull(privateValues);
        if (publicValues.Length == 0 || publicValues[0] != F.One)
            throw new ArgumentException("The first public input is the constant one.", nameof(publicValues));
        Public = publicValues;
        Private = privateValues;
    }

    /// <summary>The public inputs, the leading one included.</summary>
    public F[] Public { get; }

    /// <summary>The private variables.</summary>
    public F[] Private { get; }

    internal F this[int column] => column < Public.Length ? Public[column] : Private[column - Public.Length];
}
