using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>What tests see of a prover: its polynomials and its transcript.</summary>
internal sealed class ProverTrace
{
    internal Dictionary<CommittedPolynomial, Fr[]> Polynomials { get; } = [];

    /// <summary>The quotients that open the points alpha, beta and gamma.</summary>
    internal Dictionary<string, Fr[]> Quotients { get; } = [];

    /// <summary>Milliseconds since the start at the end of each step.</summary>
    internal List<(string Step, double Milliseconds)> Steps { get; } = [];

    internal ITranscriptObserver? Transcript { get; init; }

    internal bool KeepsPolynomials { get; init; }
}
