using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>A "virtual polynomial": numbers times committed polynomials plus a constant, claimed to have a value at a point.</summary>
/// <param name="Label">snarkVM's name.</param>
/// <param name="Value">The claimed value at the point, constant included.</param>
/// <param name="Constant">The part without a polynomial.</param>
/// <param name="Terms">The coefficients and their polynomials.</param>
internal sealed record LinearCombination(string Label, Fr Value, Fr Constant, IReadOnlyList<LinearTerm> Terms)
{
    /// <summary>The claimed value of the committed part alone.</summary>
    internal Fr ValueOfTerms => Value - Constant;
}

/// <summary>A coefficient with its polynomial.</summary>
internal readonly record struct LinearTerm(Fr Coefficient, CommittedPolynomial Polynomial);

/// <summary>A point with the combinations that are opened there, in the order in which their challenges are drawn.</summary>
internal sealed record OpeningPoint(string Name, Fr Point, IReadOnlyList<LinearCombination> Combinations);
