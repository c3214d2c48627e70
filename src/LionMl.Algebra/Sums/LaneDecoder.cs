namespace LionMl.Algebra;

/// <summary>Reads eight compressed points of G1 at a time: square roots and subgroup checks in lanes.</summary>
internal static unsafe class LaneDecoder<TLanes>
    where TLanes : struct, IPointLanes
{
    private const int Lanes = 8;
    private const int Block = 64;

    // x, y, power, square, sixteen odd powers, two points, scratch memory.
    private const int TotalWords = (20 * Block) + (2 * LaneCurve<TLanes>.PointWords) + LaneCurve<TLanes>.ScratchWords;

    /// <summary>
    /// For up to eight x coordinates: the points with the wanted y (the larger root or not), and which of them exist and are in the
    /// subgroup of order r.
    /// </summary>
    /// <returns>The lanes that hold a point of the subgroup.</returns>
    public static int Decode(ReadOnlySpan<Fq> x, int largerRoots, Span<G1Affine> points)
    {
        using var memory = new AlignedMemory(TotalWords * sizeof(long));
        using AlignedLease lease = memory.Lease();
        long* words = lease.Words;
        int valid = FindRoots(words, x, largerRoots, points);
        return valid & CheckSubgroup(words, points[..x.Length], valid);
    }

    private static int FindRoots(long* words, ReadOnlySpan<Fq> x, int largerRoots, Span<G1Affine> points)
    {
        long* value = words, power = words + Block, rest = words + (2 * Block), table = words + (4 * Block);
        var values = new Fq[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
        {
            // Unused lanes hold some square.
            values[lane] = lane < x.Length ? (x[lane].Square() * x[lane]) + Fq.One : Fq.One;
            FqLane.Write(value + lane, Lanes, values[lane]);
        }

        PowHalfOddPart(value, power, table);
        // candidate = a·s and a·s², as in Fq.TrySqrt; then the powers that the logarithm's digits are read from.
        TLanes.Multiply(rest, power, value, 1);
        TLanes.Multiply(power, power, rest, 1);
        Span<Fq> candidates = stackalloc Fq[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
            candidates[lane] = FqLane.Read(rest + lane, Lanes);
        Span<Fq> digits = stackalloc Fq[Lanes * SquareRootTables.DigitCount];
        for (int i = SquareRootTables.DigitCount - 1; i >= 0; i--)
        {
            for (int lane = 0; lane < Lanes; lane++)
                digits[(lane * SquareRootTables.DigitCount) + i] = FqLane.Read(power + lane, Lanes);
            for (int j = 0; i > 0 && j < SquareRootTables.SquaringsBefore(i - 1); j++)
                TLanes.Square(power, power, 1);
        }

        int valid = 0;
        for (int lane = 0; lane < x.Length; lane++)
        {
            points[lane] = default;
            Fq y = Fq.Zero;
            // A zero has no logarithm, and its root is known.
            if (!values[lane].IsZero)
            {
                ReadOnlySpan<Fq> own = digits.Slice(lane * SquareRootTables.DigitCount, SquareRootTables.DigitCount);
                if (!SquareRootTables.TryInverseRoot(own, out Fq correction))
                    continue;
                y = candidates[lane] * correction;
            }

            if (y.IsLargerRoot != (((largerRoots >> lane) & 1) != 0))
                y = -y;
            points[lane] = new G1Affine(x[lane], y);
            valid |= 1 << lane;
        }

        return valid;
    }

    // power := value^((t - 1) / 2).
    private static void PowHalfOddPart(long* value, long* power, long* table)
    {
        Buffer.MemoryCopy(value, table, Block * sizeof(long), Block * sizeof(long));
        TLanes.Square(power, value, 1);
        for (int i = 1; i < SquareRootTables.OddPowers; i++)
            TLanes.Multiply(table + (i * Block), table + ((i - 1) * Block), power, 1);
        ReadOnlySpan<byte> windows = SquareRootTables.HalfOddPartWindows;
        bool started = false;
        for (int i = 0; i < windows.Length; i += 2)
        {
            for (int j = 0; started && j < windows[i]; j++)
                TLanes.Square(power, power, 1);
            int digit = windows[i + 1];
            if (digit == 0)
                continue;
            long* factor = table + ((digit >> 1) * Block);
            if (started)
                TLanes.Multiply(power, power, factor, 1);
            else
                Buffer.MemoryCopy(factor, power, Block * sizeof(long), Block * sizeof(long));
            started = true;
        }
    }

    // x²·φ(P) = -P, see G1Affine.IsInSubgroup.
    private static int CheckSubgroup(long* words, ReadOnlySpan<G1Affine> points, int valid)
    {
        long* x = words, y = words + Block, first = words + (2 * Block), second = words + (3 * Block);
        long* point = words + (20 * Block), copy = point + LaneCurve<TLanes>.PointWords, scratch = copy + LaneCurve<TLanes>.PointWords;
        for (int lane = 0; lane < Lanes; lane++)
        {
            G1Affine own = ((valid >> lane) & 1) != 0 ? points[lane] : G1Affine.Generator;
            FqLane.Write(x + lane, Lanes, own.X);
            FqLane.Write(y + lane, Lanes, own.Y);
            FqLane.Write(point + lane, Lanes, own.X * G1Affine.Endomorphism);
            FqLane.Write(point + Block + lane, Lanes, own.Y);
            FqLane.Write(point + (2 * Block) + lane, Lanes, Fq.One);
        }

        LaneCurve<TLanes>.MultiplyByParameter(point, copy, scratch);
        LaneCurve<TLanes>.MultiplyByParameter(point, copy, scratch);
        // (X, Y, Z) = (x, -y) means X = x·Z² and Y = -y·Z³.
        long* z = point + (2 * Block);
        TLanes.Square(first, z, 1);
        TLanes.Multiply(second, first, z, 1);
        TLanes.Multiply(first, first, x, 1);
        TLanes.Multiply(second, second, y, 1);
        TLanes.Subtract(first, first, point);
        TLanes.Add(second, second, point + Block);
        int same = TLanes.ZeroLanes(first) & TLanes.ZeroLanes(second);
        int special = TLanes.ZeroLanes(z) & valid;
        int inside = valid & same & ~special;
        for (int lane = 0; special != 0 && lane < points.Length; lane++)
        {
            // Only points of small order meet special cases.
            if (((special >> lane) & 1) != 0 && points[lane].IsInSubgroup)
                inside |= 1 << lane;
        }

        return inside;
    }
}
