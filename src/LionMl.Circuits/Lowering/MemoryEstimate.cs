using System.Globalization;

namespace LionMl.Circuits;

/// <summary>
/// How much memory a circuit will need, known before its constraints are made; rough, since it comes from formulas. On LeNet-5 (128,181
/// constraints) setup took 336 MiB of an estimated 403, a proof 465 of 483, a proof of four inputs 515 of 573.
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

    /// <summary>Estimates.</summary>
    /// <param name="graph">The model in integers.</param>
    /// <param name="instances">How many inputs one proof is for.</param>
    public static MemoryEstimate Of(QuantizedGraph graph, int instances = 1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var cost = RoughCost.Of(graph);
        long fixedBytes = MachineModel.Default.FixedBytes;
        long constraints = ProgramBytes + (cost.NonZeros * EntryBytes) + (cost.Constraints * RowBytes);
        var (setup, proof) = CostEstimate.WorkingBytes(cost.Domains, cost.NonZeros, instances);
        return new MemoryEstimate(
            graph.Name,
            cost.Constraints,
            constraints,
            constraints + (cost.Variables * WitnessBytes),
            Math.Max(constraints, fixedBytes + setup),
            Math.Max(constraints, fixedBytes + proof));
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
