using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>Points in memory as rows of cache lines, one coordinate a line: 8 signed limbs of 48 bits, Montgomery radix 2^384.</summary>
/// <remarks>
/// <para>A row is a line x and then a line y; (0, 0) is infinity. A row of a base has a third line, the x of the point's image under the
/// endomorphism φ(x, y) = (βx, y) with φ(P) = -x²·P on the subgroup, x the curve's parameter. So both share the line y.</para>
/// <para>A reference names a point of such rows in 32 bits: the line of its x times 4, plus 2 if y stands before x and not after it, plus
/// 1 if the point is to be negated.</para>
/// </remarks>
internal static unsafe class G1Row
{
    /// <summary>Words in a coordinate.</summary>
    public const int Limbs = 8;

    /// <summary>Words in the row of an intermediate sum.</summary>
    public const int SumWords = 2 * Limbs;

    /// <summary>Words in the row of a base.</summary>
    public const int BaseWords = 3 * Limbs;

    /// <summary>Bytes in the row of a base.</summary>
    public const int BaseBytes = BaseWords * sizeof(long);

    /// <summary>Negates the point of a reference.</summary>
    public const uint Negative = 1;

    private const int LimbBits = 48;
    private const long LimbMask = (1L << LimbBits) - 1;

    /// <summary>β, the cube root of one that belongs to the eigenvalue -x².</summary>
    public static Fq Endomorphism { get; } = G1Affine.Endomorphism.Square();

    /// <summary>The row of a base.</summary>
    public static long* Base(long* rows, int index) => rows + ((long)index * BaseWords);

    /// <summary>The row of an intermediate sum.</summary>
    public static long* Sum(long* rows, int index) => rows + ((long)index * SumWords);

    /// <summary>The reference to a base.</summary>
    public static uint BaseReference(int index) => (uint)index * 12;

    /// <summary>What to add to the reference to a base to name its image -φ(P) = x²·P.</summary>
    public const uint ImageOfBase = (2 << 2) | 2 | Negative;

    /// <summary>The reference to an intermediate sum.</summary>
    public static uint SumReference(int index) => (uint)index * 8;

    /// <summary>The x line of a reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long* X(long* rows, uint reference) => (long*)((byte*)rows + ((nint)(reference & ~3u) << 4));

    /// <summary>The y line of a reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long* Y(long* rows, uint reference) =>
        (long*)((byte*)rows + 64 + ((nint)(reference & ~3u) << 4) - ((nint)(reference & 2) << 6));

    /// <summary>Whether a row of canonical coordinates is infinity.</summary>
    public static bool IsInfinity(long* row)
    {
        long bits = 0;
        for (int j = 0; j < SumWords; j++)
            bits |= row[j];
        return bits == 0;
    }

    /// <summary>The point of a row; its limbs may be signed and unnormalised.</summary>
    public static G1Affine Read(long* row) => new(FqLane.Read(row, 1), FqLane.Read(row + Limbs, 1));

    /// <summary>Writes a base and its image.</summary>
    public static void WriteBase(long* row, in G1Affine point)
    {
        FqLane.Write(row, 1, point.X);
        FqLane.Write(row + Limbs, 1, point.Y);
        FqLane.Write(row + (2 * Limbs), 1, point.X * Endomorphism);
    }
}
