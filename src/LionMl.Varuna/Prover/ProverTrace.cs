using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>What tests see of a prover: its polynomials and its transcript.</summary>
internal sealed class ProverTrace
{
    internal Dictionary<CommittedPolynomial, Fr[]> Polynomials { get; } = [];

    /// <summary>The quotients that open the points alpha, beta and gamma.</summary>
    internal Dictionary<string, Fr[]> Quotients { get; } = [];

    /// <summary>The end of each step: milliseconds since the start, and of processor time of the whole process.</summary>
    internal List<(string Step, double Elapsed, double Processor)> Steps { get; } = [];

    internal ITranscriptObserver? Transcript { get; init; }

    internal bool KeepsPolynomials { get; init; }
}
