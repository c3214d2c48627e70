using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna;

/// <summary>A circuit with the assignments of its instances.</summary>
/// <param name="Key">The proving key of the circuit.</param>
/// <param name="Assignments">One per instance, at least one; each satisfies the circuit.</param>
public sealed record ProverInput(ProvingKey Key, IReadOnlyList<R1csAssignment<Fr>> Assignments);
