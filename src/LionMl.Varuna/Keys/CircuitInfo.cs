using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace LionMl.Varuna;

/// <summary>The six counts that describe an indexed circuit; together they fix all evaluation domains.</summary>
/// <remarks>All counts include what the indexer adds: the zero-knowledge row and the padding of the public inputs.</remarks>
public sealed record CircuitInfo
{
    /// <summary>Bytes of the encoded form: six little-endian 64-bit numbers.</summary>
    public const int ByteCount = 48;

    /// <summary>No count exceeds this: the largest degree of the universal SRS plus one.</summary>
    public const int MaxCount = 1 << 28;

    private readonly int _nonZerosA, _nonZerosB, _nonZerosC;

    private CircuitInfo(int publicCount, int variableCount, int constraintCount, int nonZerosA, int nonZerosB, int nonZerosC)
    {
        PublicCount = publicCount;
        VariableCount = variableCount;
        ConstraintCount = constraintCount;
        _nonZerosA = nonZerosA;
        _nonZerosB = nonZerosB;
        _nonZerosC = nonZerosC;
    }

    /// <summary>Public variables including the leading one, padded to a power of two.</summary>
    public int PublicCount { get; }

    /// <summary>Padded public and private variables including the three of the zero-knowledge row.</summary>
    public int VariableCount { get; }

    /// <summary>Constraints including the zero-knowledge row.</summary>
    public int ConstraintCount { get; }

    /// <summary>The size of the domain X of public inputs.</summary>
    public int PublicDomainSize => PublicCount;

    /// <summary>The size of the domain C of variables (columns).</summary>
    public int VariableDomainSize => DomainSize(VariableCount);

    /// <summary>The size of the domain R of constraints (rows).</summary>
    public int ConstraintDomainSize => DomainSize(ConstraintCount);

    /// <summary>The largest of the three domains of non-zero entries.</summary>
    public int MaxNonZeroDomainSize => DomainSize(Math.Max(_nonZerosA, Math.Max(_nonZerosB, _nonZerosC)));

    /// <summary>The powers of a universal SRS that keys and proofs need.</summary>
    public SrsRequirement SrsRequirement => SrsRequirement.Of(ConstraintDomainSize, VariableDomainSize, MaxNonZeroDomainSize);

    /// <summary>Checks the counts and makes the description.</summary>
    /// <param name="counts">Padded public inputs, variables, constraints, and the entries of A, B and C.</param>
    /// <param name="info">The description, or null.</param>
    /// <param name="reason">Why the counts cannot be those of a circuit, or null.</param>
    public static bool TryCreate(
        ReadOnlySpan<ulong> counts, [NotNullWhen(true)] out CircuitInfo? info, [NotNullWhen(false)] out string? reason)
    {
        info = null;
        reason = Check(counts);
        if (reason is null)
            info = new CircuitInfo((int)counts[0], (int)counts[1], (int)counts[2], (int)counts[3], (int)counts[4], (int)counts[5]);
        return reason is null;
    }

    /// <summary>Reads the encoded form.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> source, [NotNullWhen(true)] out CircuitInfo? info, [NotNullWhen(false)] out string? reason)
    {
        info = null;
        if (source.Length != ByteCount)
        {
            reason = $"a circuit description has {ByteCount} bytes, not {source.Length}";
            return false;
        }

        Span<ulong> counts = stackalloc ulong[6];
        for (int i = 0; i < counts.Length; i++)
            counts[i] = BinaryPrimitives.ReadUInt64LittleEndian(source[(8 * i)..]);
        return TryCreate(counts, out info, out reason);
    }

    /// <summary>The number of stored entries of a matrix: 0 = A, 1 = B, 2 = C.</summary>
    public int NonZeroCount(int matrix) => matrix switch
    {
        0 => _nonZerosA,
        1 => _nonZerosB,
        2 => _nonZerosC,
        _ => throw new ArgumentOutOfRangeException(nameof(matrix)),
    };

    /// <summary>The size of the domain K of the entries of a matrix: 0 = A, 1 = B, 2 = C.</summary>
    public int NonZeroDomainSize(int matrix) => DomainSize(NonZeroCount(matrix));

    /// <summary>Writes the encoded form into the first <see cref="ByteCount"/> bytes.</summary>
    public void Write(Span<byte> destination)
    {
        ReadOnlySpan<int> counts = [PublicCount, VariableCount, ConstraintCount, _nonZerosA, _nonZerosB, _nonZerosC];
        for (int i = 0; i < counts.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(destination[(8 * i)..], (ulong)counts[i]);
    }

    /// <summary>The smallest power of two that is at least <paramref name="count"/>.</summary>
    internal static int DomainSize(int count) => count <= 1 ? 1 : (int)BitOperations.RoundUpToPowerOf2((uint)count);

    private static string? Check(ReadOnlySpan<ulong> counts)
    {
        if (counts.Length != 6)
            return "a circuit description has six counts";
        ReadOnlySpan<string> names = ["public inputs", "variables", "constraints", "entries of A", "entries of B", "entries of C"];
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] > MaxCount)
                return $"{counts[i]} {names[i]} are more than the largest universal SRS supports ({MaxCount})";
        }

        if (!BitOperations.IsPow2(counts[0]))
            return $"the number of public inputs, {counts[0]}, is not a power of two";
        // The three variables of the zero-knowledge row make C larger than X; the mask needs |C| >= 8.
        if (counts[1] < counts[0] + 3 || counts[1] <= 4)
            return $"{counts[1]} variables are too few for {counts[0]} public inputs and the zero-knowledge row";
        if (counts[2] == 0)
            return "there are no constraints";
        for (int i = 3; i < counts.Length; i++)
        {
            // With a single entry the degree bound |K| - 2 would be negative.
            if (counts[i] < 2)
                return $"there are {counts[i]} {names[i]}, at least 2 are needed (a constraint 1 * 1 = 1 adds one to each matrix)";
        }

        return null;
    }
}
