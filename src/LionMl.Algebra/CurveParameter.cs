namespace LionMl.Algebra;

/// <summary>The number from which everything about BLS12-377 follows.</summary>
internal static class CurveParameter
{
    /// <summary>x: r = x⁴ - x² + 1, q = (x - 1)²/3 · r + x; positive, seven bits set.</summary>
    public const ulong X = 0x8508c00000000001;
}
