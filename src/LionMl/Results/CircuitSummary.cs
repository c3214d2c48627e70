using System.Text.Json.Nodes;
using LionMl.Onnx;
using LionMl.Varuna;

namespace LionMl.Results;

/// <summary>The size of a circuit as a key counts it: with the zero-knowledge row and the padding of public inputs.</summary>
[TypeFormatterSource("LionMl.Interactive.Formatting.PartFormatterSource, LionMl.Interactive")]
public sealed record CircuitSummary
{
    /// <summary>Wraps the counts of an indexed circuit.</summary>
    public CircuitSummary(CircuitInfo info)
    {
        Info = info;
    }

    /// <summary>The counts.</summary>
    public CircuitInfo Info { get; }

    /// <summary>The powers of the SRS that keys and proofs of this circuit need.</summary>
    public SrsRequirement SrsRequirement =>
        SrsRequirement.Of(Info.ConstraintDomainSize, Info.VariableDomainSize, Info.MaxNonZeroDomainSize);

    /// <summary>The counts that indexing a circuit will give, known before setup.</summary>
    /// <exception cref="LionException">No key can be made for such a circuit.</exception>
    internal static CircuitSummary Of(long publics, long privates, long constraints, long nonZerosA, long nonZerosB, long nonZerosC)
    {
        ulong padded = System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, publics));
        ulong[] counts =
        [
            padded, padded + (ulong)privates + 3, (ulong)constraints + 1, (ulong)nonZerosA + 1, (ulong)nonZerosB + 1, (ulong)nonZerosC + 1,
        ];
        return CircuitInfo.TryCreate(counts, out CircuitInfo? info, out string? reason)
            ? new CircuitSummary(info)
            : throw LionException.BadInput($"No key can be made for this circuit: {reason}.");
    }

    /// <summary>Adds the contract's fields.</summary>
    internal void AddTo(JsonObject json)
    {
        json["constraints"] = Info.ConstraintCount;
        json["variables"] = Info.VariableCount;
        json["nonZeros"] = new JsonObject { ["a"] = Info.NonZeroCount(0), ["b"] = Info.NonZeroCount(1), ["c"] = Info.NonZeroCount(2) };
        json["domains"] = new JsonObject
        {
            ["r"] = Info.ConstraintDomainSize,
            ["c"] = Info.VariableDomainSize,
            ["ka"] = Info.NonZeroDomainSize(0),
            ["kb"] = Info.NonZeroDomainSize(1),
            ["kc"] = Info.NonZeroDomainSize(2),
            ["x"] = Info.PublicDomainSize,
        };
    }

    /// <summary>Counts beside their domains; the slack is what a circuit may still grow by without costing more.</summary>
    public ReportSection ToSection()
    {
        (string Name, int Count, int Domain)[] rows =
        [
            ("constraints", Info.ConstraintCount, Info.ConstraintDomainSize),
            ("variables", Info.VariableCount, Info.VariableDomainSize),
            ("non-zeros of A", Info.NonZeroCount(0), Info.NonZeroDomainSize(0)),
            ("non-zeros of B", Info.NonZeroCount(1), Info.NonZeroDomainSize(1)),
            ("non-zeros of C", Info.NonZeroCount(2), Info.NonZeroDomainSize(2)),
            ("public inputs (padded)", Info.PublicCount, Info.PublicDomainSize),
        ];
        return new ReportSection(
            "circuit",
            ["", "count", "domain", "used"],
            [.. rows.Select(row => (System.Collections.Immutable.ImmutableArray<string>)
                [row.Name, Units.Count(row.Count), $"2^{int.Log2(row.Domain)}", Units.Percent((double)row.Count / row.Domain)])])
        {
            NumberColumns = [1, 2, 3],
        };
    }
}
