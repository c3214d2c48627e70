namespace LionMl.Algebra;

/// <summary>Eight affine points: a block of x, a block of y, and a word whose low bits say which lanes are not infinity.</summary>
internal static unsafe class PointBlock
{
    /// <summary>Words from one block to the next. Not a power of two, or else all blocks would compete for the same cache sets.</summary>
    public const int Words = 136;

    /// <summary>The offset of y.</summary>
    public const int Y = 64;

    /// <summary>Every lane.</summary>
    public const int AllLanes = 0xFF;

    private const int MaskWord = 128;

    /// <summary>The lanes that are not infinity.</summary>
    public static int Lanes(long* block) => (int)block[MaskWord];

    /// <summary>Says which lanes are not infinity.</summary>
    public static void SetLanes(long* block, int lanes) => block[MaskWord] = lanes;
}
