using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>What a circuit costs, layer by layer and in all.</summary>
/// <param name="Layers">In the model's order.</param>
/// <param name="Constraints">The key's number of constraints: rows, and the one that hiding adds.</param>
/// <param name="Variables">The key's number of variables: public (padded to a power of two), private, and those that hiding adds.</param>
/// <param name="NonZerosA">Entries of matrix A, the one that hiding adds included.</param>
/// <param name="NonZerosB">Entries of matrix B.</param>
/// <param name="NonZerosC">Entries of matrix C.</param>
/// <param name="PublicInputs">The public inputs, the constant one included, before padding.</param>
/// <param name="Macs">Multiply-adds of one run.</param>
/// <param name="Domains">The powers of two that a proof works with.</param>
[TypeFormatterSource("LionMl.Interactive.Formatting.PartFormatterSource, LionMl.Interactive")]
public sealed record CostReport(
    ImmutableArray<LayerCost> Layers,
    int Constraints,
    int Variables,
    int NonZerosA,
    int NonZerosB,
    int NonZerosC,
    int PublicInputs,
    long Macs,
    DomainSizes Domains)
{
    /// <summary>Entries of all three matrices.</summary>
    public long NonZeros => (long)NonZerosA + NonZerosB + NonZerosC;

    /// <summary>The different coefficients of each matrix, together: the proving key holds each once.</summary>
    public long DistinctCoefficients { get; init; }

    /// <summary>The powers of the universal setup that keys and proofs need: the largest domain, or the mask polynomial.</summary>
    public long SrsDegree => Math.Max(Math.Max(Domains.Constraints, Domains.Variables + 4), Domains.MostNonZeros);

    /// <summary>How full each domain is, as text: <c>constraints 61 % of 2^17, …</c>.</summary>
    public string Slack => string.Join(", ", new[]
    {
        Fill("constraints", Constraints, Domains.Constraints),
        Fill("variables", Variables, Domains.Variables),
        Fill("A", NonZerosA, Domains.NonZerosA),
        Fill("B", NonZerosB, Domains.NonZerosB),
        Fill("C", NonZerosC, Domains.NonZerosC),
    });

    /// <summary>Time, memory and key size of this circuit on a machine.</summary>
    public CostEstimate Estimate(MachineModel machine) => CostEstimate.Of(this, machine);

    private static string Fill(string name, long used, long size) =>
        $"{name} {100.0 * used / size:0} % of 2^{System.Numerics.BitOperations.Log2((ulong)size)}";
}
