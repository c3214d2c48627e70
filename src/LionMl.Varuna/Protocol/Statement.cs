using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>What a proof is about: circuits in ascending order of their ids, each with the padded public inputs of its instances.</summary>
internal sealed class Statement
{
    private Statement(VarunaVersion version, StatementCircuit[] circuits)
    {
        Version = version;
        Circuits = circuits;
        foreach (StatementCircuit circuit in circuits)
        {
            CircuitInfo info = circuit.Key.Info;
            ConstraintDomainSize = Math.Max(ConstraintDomainSize, info.ConstraintDomainSize);
            VariableDomainSize = Math.Max(VariableDomainSize, info.VariableDomainSize);
            NonZeroDomainSize = Math.Max(NonZeroDomainSize, info.MaxNonZeroDomainSize);
        }
    }

    internal VarunaVersion Version { get; }

    internal IReadOnlyList<StatementCircuit> Circuits { get; }

    /// <summary>|R|, the maximum over the circuits.</summary>
    internal int ConstraintDomainSize { get; }

    /// <summary>|C|, the maximum over the circuits.</summary>
    internal int VariableDomainSize { get; }

    /// <summary>|K|, the maximum over the circuits and matrices.</summary>
    internal int NonZeroDomainSize { get; }

    /// <summary>Sorts the circuits; <paramref name="order"/> tells which given circuit stands at each place.</summary>
    /// <returns>Null, with the reason, if there is no circuit, an instance-less circuit, or a circuit is given twice.</returns>
    internal static Statement? TryCreate(
        VarunaVersion version, ReadOnlySpan<StatementCircuit> circuits, out int[] order, out string? reason)
    {
        StatementCircuit[] sorted = circuits.ToArray();
        order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order, Comparer<StatementCircuit>.Create(CompareIds));
        reason = version is not (VarunaVersion.V2 or VarunaVersion.V3) ? $"there is no Varuna version {(int)version}"
            : sorted.Length == 0 ? "no circuit was given"
            : null;
        for (int i = 0; i < sorted.Length && reason is null; i++)
        {
            if (sorted[i].PublicInputs.Count == 0)
                reason = $"circuit {Convert.ToHexStringLower(sorted[i].Key.CircuitIdSpan)} has no instance";
            else if (i > 0 && CompareIds(sorted[i - 1], sorted[i]) == 0)
                reason = $"circuit {Convert.ToHexStringLower(sorted[i].Key.CircuitIdSpan)} is given twice; give all its instances together";
        }

        return reason is null ? new Statement(version, sorted) : null;
    }

    private static int CompareIds(StatementCircuit left, StatementCircuit right) =>
        left.Key.CircuitIdSpan.SequenceCompareTo(right.Key.CircuitIdSpan);
}

/// <summary>A circuit of a statement: its key and, for each instance, exactly |X| public inputs starting with one.</summary>
internal sealed record StatementCircuit(VerifyingKey Key, IReadOnlyList<Fr[]> PublicInputs);
