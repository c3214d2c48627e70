namespace LionMl.Algebra;

/// <summary>Jacobian points of G1, eight at a time: three blocks X, Y, Z, with X and Y tame (<see cref="IPointLanes"/>).</summary>
/// <remarks>
/// The formulas (Explicit-Formulas Database, "dbl-2009-l", "add-1998-cmo-2") do not look at special cases. A lane in which two equal
/// or opposite points met, or that was infinity, has Z = 0 from then on: every Z is a product with the one before. So one look at Z in
/// the end tells which lanes to compute again in a careful way. Nothing is constant-time.
/// </remarks>
internal static unsafe class LaneCurve<TLanes>
    where TLanes : struct, IPointLanes
{
    /// <summary>Words of a block.</summary>
    public const int Block = 64;

    /// <summary>Words of eight points.</summary>
    public const int PointWords = 3 * Block;

    /// <summary>Words of scratch memory; the last block must be zero and stays so.</summary>
    public const int ScratchWords = 10 * Block;

    private const int Y = Block;
    private const int Z = 2 * Block;

    /// <summary>point := 2·point.</summary>
    public static void Double(long* point, long* scratch)
    {
        long* xx = scratch, yyyy = scratch + Block, s = scratch + (2 * Block);
        long* m = scratch + (3 * Block), fall = scratch + (4 * Block), zero = scratch + (9 * Block);
        TLanes.Square(xx, point, 1);
        TLanes.Square(fall, point + Y, 1);
        TLanes.Multiply(s, point, fall, 1);
        TLanes.Square(yyyy, fall, 1);
        TLanes.Multiply(point + Z, point + Z, point + Y, 1);
        TLanes.Add(point + Z, point + Z, point + Z);
        // s = 4·x·y², m = 3·x², 8·y⁴.
        TLanes.Add(s, s, s);
        TLanes.Add(s, s, s);
        TLanes.Add(m, xx, xx);
        TLanes.Add(xx, m, xx);
        TLanes.Add(yyyy, yyyy, yyyy);
        TLanes.Add(yyyy, yyyy, yyyy);
        TLanes.Add(yyyy, yyyy, yyyy);
        TLanes.Square(m, xx, 1);
        // x' = m² - 2s, y' = m·(s - x') - 8·y⁴.
        TLanes.FinishX(point, fall, m, s, zero);
        TLanes.Multiply(m, xx, fall, 1);
        TLanes.SubtractTame(point + Y, m, yyyy);
    }

    /// <summary>point := point + (x, y); x and y tame.</summary>
    public static void AddAffine(long* point, long* x, long* y, long* scratch)
    {
        long* zz = scratch, h = scratch + Block, r = scratch + (2 * Block);
        TLanes.Square(zz, point + Z, 1);
        TLanes.Multiply(h, x, zz, 1);
        TLanes.Multiply(zz, zz, point + Z, 1);
        TLanes.Multiply(r, y, zz, 1);
        TLanes.Subtract(h, h, point);
        TLanes.Subtract(r, r, point + Y);
        Finish(point, point, point + Y, point + Z, h, r, scratch);
    }

    /// <summary>point := point + other.</summary>
    public static void Add(long* point, long* other, long* scratch)
    {
        long* zz = scratch, h = scratch + Block, r = scratch + (2 * Block);
        long* u = scratch + (6 * Block), s = scratch + (7 * Block), z = scratch + (8 * Block);
        TLanes.Multiply(z, point + Z, other + Z, 1);
        TLanes.Square(zz, other + Z, 1);
        TLanes.Multiply(u, point, zz, 1);
        TLanes.Multiply(zz, zz, other + Z, 1);
        TLanes.Multiply(s, point + Y, zz, 1);
        TLanes.Square(zz, point + Z, 1);
        TLanes.Multiply(h, other, zz, 1);
        TLanes.Multiply(zz, zz, point + Z, 1);
        TLanes.Multiply(r, other + Y, zz, 1);
        TLanes.Subtract(h, h, u);
        TLanes.Subtract(r, r, s);
        Finish(point, u, s, z, h, r, scratch);
    }

    /// <summary>point := x·point for the curve parameter x; <paramref name="copy"/> has room for a point.</summary>
    public static void MultiplyByParameter(long* point, long* copy, long* scratch)
    {
        Buffer.MemoryCopy(point, copy, PointWords * sizeof(long), PointWords * sizeof(long));
        for (int bit = 62; bit >= 0; bit--)
        {
            Double(point, scratch);
            if (((CurveParameter.X >> bit) & 1) != 0)
                Add(point, copy, scratch);
        }
    }

    // From the differences h of x and r of y over the common denominator z: x' = r² - h³ - 2·u·h², y' = r·(u·h² - x') - s·h³.
    private static void Finish(long* point, long* u, long* s, long* z, long* h, long* r, long* scratch)
    {
        long* hh = scratch, v = scratch + (3 * Block), rr = scratch + (4 * Block), fall = scratch + (5 * Block);
        TLanes.Square(hh, h, 1);
        TLanes.Multiply(v, u, hh, 1);
        TLanes.Multiply(hh, hh, h, 1);
        TLanes.Multiply(point + Z, z, h, 1);
        TLanes.Multiply(h, s, hh, 1);
        TLanes.Square(rr, r, 1);
        TLanes.FinishX(point, fall, rr, v, hh);
        TLanes.Multiply(rr, r, fall, 1);
        TLanes.SubtractTame(point + Y, rr, h);
    }
}
