using System.Globalization;

namespace LionMl.Circuits;

/// <summary>
/// How much memory a circuit will need, known before its constraints are made. The weights are fitted to what setup and proof of all test
/// models take (the benchmark <c>estimate</c>).
/// </summary>
/// <param name="Model">The model's name.</param>
/// <param name="Constraints">The number of constraints, within a few percent.</param>
/// <param name="ConstraintBytes">To make the constraints.</param>
/// <param name="CheckBytes">To compute a witness and check it.</param>
/// <param name="SetupBytes">To make keys.</param>
/// <param name="ProofBytes">To make a proof.</param>
public sealed record MemoryEstimate(
    string Model, long Constraints, long ConstraintBytes, long CheckBytes, long SetupBytes, long ProofBytes)
{
    // The program itself.
    private const long ProgramBytes = 64L << 20;

    // What recording holds for each entry and each row, with the arrays that the matrices are made of.
    private const int EntryBytes = 40;
    private const int RowBytes = 48;

    // A field element of the witness, and what checking computes beside it.
    private const int WitnessBytes = 144;

    // A process that has just started, its code included.
    private const long SetupProgramBytes = 68L << 20;
    private const long ProofProgramBytes = 74L << 20;

    private const int FieldBytes = 40;
    private const int PointBytes = 96;

    /// <summary>Estimates.</summary>
    /// <param name="graph">The model in integers.</param>
    /// <param name="instances">How many inputs one proof is for.</param>
    public static MemoryEstimate Of(QuantizedGraph graph, int instances = 1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var cost = RoughCost.Of(graph);
        long constraints = ProgramBytes + (cost.NonZeros * EntryBytes) + (cost.Constraints * RowBytes);
        return new MemoryEstimate(
            graph.Name,
            cost.Constraints,
            constraints,
            constraints + (cost.Variables * WitnessBytes),
            Math.Max(constraints, SetupBytesOf(cost.Domains, cost.NonZeros)),
            Math.Max(constraints, ProofBytesOf(cost.Domains, cost.NonZeros, instances)));
    }

    /// <summary>What a setup holds at a time: matrices, polynomials of the entries, and the SRS with what sums of its points need.</summary>
    internal static long SetupBytesOf(DomainSizes domains, long nonZeros)
    {
        return SetupProgramBytes + (nonZeros * 140) + (domains.NonZeros * 2 * FieldBytes) + (SrsPoints(domains) * 9 / 2 * PointBytes);
    }

    /// <summary>What a proof holds at a time: matrices, polynomials of the rows and of the entries, and the SRS.</summary>
    internal static long ProofBytesOf(DomainSizes domains, long nonZeros, int instances)
    {
        long rows = domains.Constraints + domains.Variables;

        // What a further instance adds is little beside what the first one's passes hold at a time.
        long elements = (18 * rows) + (3 * (instances - 1) * rows) + (6 * domains.NonZeros);
        return ProofProgramBytes + (nonZeros * 94) + (elements * FieldBytes) + (SrsPoints(domains) / 2 * PointBytes);
    }

    /// <summary>The memory for one use.</summary>
    public long Of(MemoryUse use) => use switch
    {
        MemoryUse.Constraints => ConstraintBytes,
        MemoryUse.Check => CheckBytes,
        MemoryUse.Setup => SetupBytes,
        _ => ProofBytes,
    };

    /// <summary>Refuses what would not fit.</summary>
    /// <param name="use">What the memory is for.</param>
    /// <param name="limit">The limit in bytes.</param>
    /// <exception cref="CircuitException">More is needed; names the estimate and the limit.</exception>
    public void Require(MemoryUse use, long limit)
    {
        if (Of(use) > limit)
        {
            string count = Constraints.ToString("N0", CultureInfo.InvariantCulture);
            throw new CircuitException(
                $"The model '{Model}' has about {count} constraints and needs about {Size(Of(use))} of memory to {Words(use)}, more than the "
                + $"limit of {Size(limit)}. Use fewer bits, a smaller model or input, or a machine with more memory; --memory-limit SIZE sets "
                + "another limit.");
        }
    }

    private static long SrsPoints(DomainSizes domains) =>
        Math.Max(Math.Max(domains.Constraints, domains.Variables), domains.MostNonZeros);

    private static string Words(MemoryUse use) => use switch
    {
        MemoryUse.Constraints => "make its constraints",
        MemoryUse.Check => "check its constraints",
        MemoryUse.Setup => "make its keys",
        _ => "make a proof",
    };

    private static string Size(long bytes) => bytes < 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.#} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.#} GiB");
}
