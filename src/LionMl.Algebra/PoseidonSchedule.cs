namespace LionMl.Algebra;

/// <summary>Poseidon's rounds rearranged so that a partial round costs five products instead of nine.</summary>
/// <remarks>
/// A matrix is a sparse one times diag(1, its lower right block), and the latter passes through an S-box that touches the first
/// element only, into the round before. Done from the last partial round backwards, every partial round keeps a sparse matrix
/// [[a, b], [c, identity]], and the last full round before takes up the rest. Likewise round keys of the other two elements pass
/// forwards through the S-box (Grassi et al., "Poseidon", 2021, appendix B). A test compares with the plain rounds.
/// </remarks>
internal static class PoseidonSchedule
{
    private const int Width = PoseidonState.Width;
    private const int FirstFull = PoseidonState.FullRounds / 2;
    private const int Partial = PoseidonState.PartialRounds;

    static PoseidonSchedule()
    {
        Fq[] mix = PoseidonConstants.Mix;
        var rest = new Fq[Partial][];
        Fq[] current = mix;
        for (int round = Partial - 1; round >= 0; round--)
        {
            Sparse[round] = Split(current, out rest[round]);
            current = Multiply(rest[round], mix);
        }

        LastMixBeforePartial = current;
        MoveKeys(rest);
    }

    /// <summary>Three keys for each full round, in order.</summary>
    public static Fq[] FullKeys { get; } = new Fq[PoseidonState.FullRounds * Width];

    /// <summary>One key for each partial round.</summary>
    public static Fq[] PartialKeys { get; } = new Fq[Partial];

    /// <summary>The matrix of the fourth full round.</summary>
    public static Fq[] LastMixBeforePartial { get; }

    /// <summary>For each partial round the first row, then the second and third entry of the first column.</summary>
    public static Fq[][] Sparse { get; } = new Fq[Partial][];

    private static void MoveKeys(Fq[][] rest)
    {
        Fq[] keys = PoseidonConstants.RoundKeys;
        keys.AsSpan(0, FirstFull * Width).CopyTo(FullKeys);
        keys.AsSpan((FirstFull + Partial) * Width).CopyTo(FullKeys.AsSpan(FirstFull * Width));
        Fq[] moved = [Fq.Zero, Fq.Zero, Fq.Zero];
        for (int round = 0; round < Partial; round++)
        {
            Fq[] key = Apply(rest[round], keys.AsSpan((FirstFull + round) * Width, Width));
            PartialKeys[round] = key[0] + moved[0];
            Fq second = key[1] + moved[1];
            Fq third = key[2] + moved[2];
            moved = [(Sparse[round][1] * second) + (Sparse[round][2] * third), second, third];
        }

        for (int i = 0; i < Width; i++)
            FullKeys[(FirstFull * Width) + i] += moved[i];
    }

    // matrix = sparse · diag(1, block): the sparse one has first row (m00, v·block^-1), first column w, and the identity.
    private static Fq[] Split(Fq[] m, out Fq[] rest)
    {
        Fq inverse = ((m[4] * m[8]) - (m[5] * m[7])).Inverse();
        rest = [Fq.One, Fq.Zero, Fq.Zero, Fq.Zero, m[4], m[5], Fq.Zero, m[7], m[8]];
        return
        [
            m[0],
            ((m[1] * m[8]) - (m[2] * m[7])) * inverse,
            ((m[2] * m[4]) - (m[1] * m[5])) * inverse,
            m[3],
            m[6],
        ];
    }

    private static Fq[] Multiply(Fq[] left, Fq[] right)
    {
        var product = new Fq[Width * Width];
        for (int column = 0; column < Width; column++)
        {
            Fq[] image = Apply(left, [right[column], right[Width + column], right[(2 * Width) + column]]);
            for (int row = 0; row < Width; row++)
                product[(row * Width) + column] = image[row];
        }

        return product;
    }

    private static Fq[] Apply(Fq[] matrix, ReadOnlySpan<Fq> vector)
    {
        var image = new Fq[Width];
        for (int row = 0; row < Width; row++)
        {
            for (int column = 0; column < Width; column++)
                image[row] += matrix[(row * Width) + column] * vector[column];
        }

        return image;
    }
}
