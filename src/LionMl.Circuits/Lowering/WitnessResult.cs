using LionMl.Algebra;
using LionMl.Onnx;
using LionMl.R1cs;

namespace LionMl.Circuits;

/// <summary>What a run of a circuit gives.</summary>
/// <param name="Assignment">The values of all variables, for the prover.</param>
/// <param name="Outputs">All outputs as real numbers, by name, whoever may see them.</param>
public sealed record WitnessResult(R1csAssignment<Fr> Assignment, IReadOnlyDictionary<string, Tensor> Outputs);
