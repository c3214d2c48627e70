namespace LionMl.Algebra;

/// <summary>What sums of points need along one vector path: eight coordinates at a time, and their way between rows and blocks.</summary>
/// <remarks>
/// Blocks and bounds are those of <see cref="FqKernels"/>. "Tame" coordinates have limbs below 2^49 and values below 1.1·p in size; all
/// rows are tame. Results may replace operands. Pairs are references (<see cref="G1Row"/>) in the order left 0, right 0, left 1, right 1,
/// … right 7.
/// </remarks>
internal unsafe interface IPointLanes
{
    /// <summary>product = left·right for consecutive blocks.</summary>
    static abstract void Multiply(long* product, long* left, long* right, int blocks);

    /// <summary>product = value² for consecutive blocks.</summary>
    static abstract void Square(long* product, long* value, int blocks);

    /// <summary>difference = left − right, limb by limb.</summary>
    static virtual void Subtract(long* difference, long* left, long* right) =>
        PointLanesPortable.Subtract(difference, left, right);

    /// <summary>sum = left + right, limb by limb.</summary>
    static virtual void Add(long* sum, long* left, long* right) =>
        PointLanesPortable.Add(sum, left, right);

    /// <summary>sum = square − 2·x − difference, tame, and fall = x − sum; the sum may replace x.</summary>
    static virtual void FinishX(long* sum, long* fall, long* square, long* x, long* difference) =>
        PointLanesPortable.FinishX(sum, fall, square, x, difference);

    /// <summary>result = a − b, tame.</summary>
    static virtual void SubtractTame(long* result, long* a, long* b) =>
        PointLanesPortable.SubtractTame(result, a, b);

    /// <summary>Puts the lanes of <paramref name="source"/> that the mask names into <paramref name="target"/>.</summary>
    static virtual void Blend(long* target, long* source, int mask) =>
        PointLanesPortable.Blend(target, source, mask);

    /// <summary>Moves lane l + <paramref name="by"/> to lane l; the lanes form a ring.</summary>
    static virtual void Rotate(long* target, long* source, int by) =>
        PointLanesPortable.Rotate(target, source, by);

    /// <summary>The lanes that are zero modulo p; for values below 32·p in size.</summary>
    static virtual int ZeroLanes(long* value) =>
        PointLanesPortable.ZeroLanes(value);

    /// <summary>x coordinates: right − left.</summary>
    static virtual void GatherDifferenceX(long* difference, long* rows, uint* pairs) =>
        PointLanesPortable.GatherDifferenceX(difference, rows, pairs);

    /// <summary>x coordinates of the left points.</summary>
    static virtual void GatherLeftX(long* left, long* rows, uint* pairs) =>
        PointLanesPortable.GatherLeftX(left, rows, pairs);

    /// <summary>y coordinates of the left points, and right − left.</summary>
    static virtual void GatherY(long* left, long* difference, long* rows, uint* pairs) =>
        PointLanesPortable.GatherY(left, difference, rows, pairs);

    /// <summary>Asks for the x lines, or the y lines, of pairs that will be gathered soon.</summary>
    static virtual void Prefetch(long* rows, uint* pairs, bool y)
    {
    }

    /// <summary>Writes lane l to <c>rows[l]</c>, eight words side by side.</summary>
    static virtual void Scatter(long* block, long** rows) =>
        PointLanesPortable.Scatter(block, rows);
}
