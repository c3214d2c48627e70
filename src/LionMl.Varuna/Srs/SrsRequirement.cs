namespace LionMl.Varuna;

/// <summary>How many powers of β a circuit, or a batch of circuits, needs.</summary>
/// <param name="PowerCount">Unshifted powers β^0 G, β^1 G, …</param>
/// <param name="ShiftedPowerCount">Powers counted down from the highest degree, for polynomials with a degree bound.</param>
public readonly record struct SrsRequirement(int PowerCount, int ShiftedPowerCount)
{
    /// <summary>The need of one circuit. Source: varuna.md section 5, the largest committed polynomial of each kind.</summary>
    /// <param name="constraintDomain">|R|.</param>
    /// <param name="variableDomain">|C|; the mask polynomial has |C| + 4 coefficients.</param>
    /// <param name="nonZeroDomain">The largest |K_M|.</param>
    public static SrsRequirement Of(int constraintDomain, int variableDomain, int nonZeroDomain) => new(
        Math.Max(Math.Max(constraintDomain, variableDomain + 4), nonZeroDomain),
        Math.Max(variableDomain, nonZeroDomain) - 1);

    /// <summary>The smallest log size of a sandbox SRS that covers this.</summary>
    public int LogSize
    {
        get
        {
            int logSize = 1;
            while (UniversalSrs.SandboxPowerCount(logSize) < PowerCount || (1 << logSize) < ShiftedPowerCount)
            {
                logSize++;
            }

            return logSize;
        }
    }

    /// <summary>The need of two circuits in one proof.</summary>
    public SrsRequirement Union(SrsRequirement other) => new(
        Math.Max(PowerCount, other.PowerCount),
        Math.Max(ShiftedPowerCount, other.ShiftedPowerCount));

    /// <summary>Whether an SRS with <paramref name="available"/> powers is enough.</summary>
    public bool IsCoveredBy(SrsRequirement available) =>
        PowerCount <= available.PowerCount && ShiftedPowerCount <= available.ShiftedPowerCount;
}
