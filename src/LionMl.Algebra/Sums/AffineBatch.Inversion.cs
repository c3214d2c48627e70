namespace LionMl.Algebra;

internal sealed unsafe partial class AffineBatch<TLanes>
{
    // Inverts the last running products, four blocks, into _inverse; false if some lane is zero. Everything is multiplied together
    // first, the four blocks and then the eight lanes, so that a single element is left to be inverted.
    private bool TryInvert(long* products)
    {
        long* first = _spare, second = first + BlockWords, all = second + BlockWords, inverse = all + BlockWords;
        long* rotated = inverse + BlockWords;
        TLanes.Multiply(first, products, products + BlockWords, 1);
        TLanes.Multiply(second, products + (2 * BlockWords), products + (3 * BlockWords), 1);
        TLanes.Multiply(all, first, second, 1);
        for (int step = 0; step < 3; step++)
        {
            TLanes.Rotate(rotated + (BlockWords * step), all, 4 >> step);
            TLanes.Multiply(all, all, rotated + (BlockWords * step), 1);
        }

        Fq total = FqLane.Read(all, 8);
        if (total.IsZero)
            return false;
        total = total.Inverse();
        for (int lane = 0; lane < 8; lane++)
            FqLane.Write(inverse + lane, 8, total);
        for (int step = 2; step >= 0; step--)
            TLanes.Multiply(inverse, inverse, rotated + (BlockWords * step), 1);

        // 1/(abcd) · cd = 1/(ab), and so on down to the single blocks.
        TLanes.Multiply(second, second, inverse, 1);
        TLanes.Multiply(first, first, inverse, 1);
        TLanes.Multiply(_inverse, second, products + BlockWords, 1);
        TLanes.Multiply(_inverse + BlockWords, second, products, 1);
        TLanes.Multiply(_inverse + (2 * BlockWords), first, products + (3 * BlockWords), 1);
        TLanes.Multiply(_inverse + (3 * BlockWords), first, products + (2 * BlockWords), 1);
        return true;
    }
}
