using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>A constraint a · b = c that an assignment breaks.</summary>
/// <typeparam name="F">The field.</typeparam>
/// <param name="Constraint">Its number.</param>
/// <param name="Scope">The path of the scope that recorded it.</param>
/// <param name="A">The value of the combination a.</param>
/// <param name="B">The value of the combination b.</param>
/// <param name="C">The value of the combination c, which is not a · b.</param>
public sealed record Unsatisfied<F>(int Constraint, string Scope, F A, F B, F C)
    where F : unmanaged, IField<F>
{
    /// <summary>One sentence with the place and the three values.</summary>
    public override string ToString() =>
        $"constraint {Constraint}{(Scope.Length == 0 ? "" : $" in '{Scope}'")} is not satisfied: "
        + $"({A.ToBigInteger()}) · ({B.ToBigInteger()}) ≠ {C.ToBigInteger()}";
}
