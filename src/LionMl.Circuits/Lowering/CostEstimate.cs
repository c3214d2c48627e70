using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// What a circuit will cost in time and space, before any setup. The benchmark <c>estimate</c> compares it with setup and proof in fresh
/// processes for every test model; its weights come from there.
/// </summary>
/// <param name="SrsDegree">The largest power of the universal setup that is needed.</param>
/// <param name="ProvingKeyBytes">The size of the proving key on disk.</param>
/// <param name="VerifyingKeyBytes">The size of the verifying key.</param>
/// <param name="PeakMemoryBytes">The most memory that setup or proving holds at a time.</param>
/// <param name="SetupSeconds">The time of the setup, in a process of its own.</param>
/// <param name="ProvingSeconds">The time of one proof, in a process of its own, which verifies it as well.</param>
[TypeFormatterSource("LionMl.Interactive.Formatting.PartFormatterSource, LionMl.Interactive")]
public sealed record CostEstimate(
    long SrsDegree, long ProvingKeyBytes, long VerifyingKeyBytes, long PeakMemoryBytes, double SetupSeconds, double ProvingSeconds)
{
    // A verifying key: circuit sizes, then twelve compressed points.
    private const int VerifyingKeySize = 673;

    // Times that a process spends on being compiled, in units of what the machine's probe spent on it.
    private const double StartCompilations = 3.5;
    private const double SetupCompilations = 13.5;
    private const double ProofCompilations = 24;

    // Long multiplications take less for each point than the probe's short ones.
    private const double SetupPointShare = 0.82;
    private const double ProofPointShare = 0.93;

    // Passes over each element of a proof's domains, beside its FFT.
    private const double ProofPasses = 3;

    // FFT elements that hashing a public input takes as long as; prover and verifier do it one by one.
    private const double ElementsPerPublicInput = 11_500;

    internal static CostEstimate Of(CostReport cost, MachineModel machine)
    {
        var d = cost.Domains;
        long k = d.NonZeros;
        double point = machine.NanosecondsPerPoint * 1e-9, element = machine.NanosecondsPerElement * 1e-9;
        double start = machine.LoadingSeconds + (StartCompilations * machine.CompilationSeconds);

        // A setup commits to four polynomials of each matrix (row, column, value, row times column).
        double setup = (SetupCompilations * machine.CompilationSeconds) + (4 * k * ((SetupPointShare * point) + element));
        long proofElements = (8 * (d.Constraints + d.Variables)) + (6 * k);
        double proof = (ProofCompilations * machine.CompilationSeconds) + (ProofPointShare * d.ProverPoints * point)
            + (((ProofPasses * proofElements) + (ElementsPerPublicInput * d.PublicInputs)) * element);
        return new CostEstimate(
            cost.SrsDegree,
            KeyBytes(cost),
            VerifyingKeySize,
            MemoryEstimate.ProofBytesOf(d, cost.NonZeros, 1),
            start + setup,
            start + proof);
    }

    // A column and a coefficient's number for each entry, where each row begins in each matrix, and the distinct coefficients.
    private static long KeyBytes(CostReport cost) =>
        VerifyingKeySize + (8 * cost.NonZeros) + (3 * 4 * (cost.Constraints + 1)) + (32 * cost.DistinctCoefficients);
}
