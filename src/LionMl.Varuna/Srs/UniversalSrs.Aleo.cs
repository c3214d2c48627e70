using LionMl.Algebra;

namespace LionMl.Varuna;

public sealed partial class UniversalSrs
{
    /// <summary>Powers in Aleo's first file; file k &gt; 15 holds 2^(k−1) more.</summary>
    private const int AleoFirstFilePowers = 1 << 15;

    /// <summary>Reads Aleo's mainnet files, only as many powers as asked for.</summary>
    /// <param name="streams">The files.</param>
    /// <param name="requirement">What will be used; more may be loaded than needed, never less.</param>
    /// <param name="workers">Cores and cancellation.</param>
    /// <remarks>Points are checked to be on the curve. That they are the right ones is the caller's to know, by checksum, or by
    /// <see cref="CheckConsistency"/>.</remarks>
    /// <exception cref="SrsException">A file is truncated, malformed or the files hold too few powers.</exception>
    public static UniversalSrs ReadAleo(AleoSrsStreams streams, SrsRequirement requirement, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(streams);
        ArgumentNullException.ThrowIfNull(workers);
        VerifierSrs verifier = ReadVerifierPart(streams, out G1Affine[] blinding, out Dictionary<int, G1Affine[]> shiftedBlinding);
        G1Bases powers = ReadPowers(streams.Powers, requirement.PowerCount, workers);
        G1Bases shifted = ReadShiftedPowers(streams.ShiftedPowers, requirement.ShiftedPowerCount, workers);
        var srs = new UniversalSrs(SrsKind.Aleo, powers, shifted, blinding, shiftedBlinding, verifier);
        srs.Ensure(requirement);
        return srs;
    }

    private static G1Bases ReadPowers(IReadOnlyList<Stream> files, int wanted, Workers workers)
    {
        int available = 0;
        var counts = new int[files.Count];
        for (int i = 0; i < files.Count && available < wanted; i++)
        {
            counts[i] = SrsFile.ReadCount(files[i], $"powers file {i + 1}", i == 0 ? AleoFirstFilePowers : 1 << (14 + i));
            available += counts[i];
        }

        int count = Math.Min(available, wanted);
        var powers = new G1Bases(count);
        int start = 0;
        for (int i = 0; start < count; i++)
        {
            int take = Math.Min(counts[i], count - start);
            SrsFile.ReadPoints(files[i], $"powers file {i + 1}", powers, start, take, workers);
            start += take;
        }

        return powers;
    }

    /// <summary>File i ends where file i − 1 begins, so the wanted powers are the tail of the last file used and all of the others.</summary>
    private static G1Bases ReadShiftedPowers(IReadOnlyList<Stream> files, int wanted, Workers workers)
    {
        int available = 0;
        int used = 0;
        var counts = new int[files.Count];
        for (; used < files.Count && available < wanted; used++)
        {
            int expected = used == 0 ? AleoFirstFilePowers : 1 << (14 + used);
            counts[used] = SrsFile.ReadCount(files[used], $"shifted powers file {used + 1}", expected);
            available += counts[used];
        }

        int count = Math.Min(available, wanted);
        var powers = new G1Bases(count);
        int end = count;
        for (int i = 0; i < used; i++)
        {
            int take = Math.Min(counts[i], end);
            SrsFile.Skip(files[i], $"shifted powers file {i + 1}", (long)(counts[i] - take) * G1Encoding.UncompressedBytes);
            SrsFile.ReadPoints(files[i], $"shifted powers file {i + 1}", powers, end - take, take, workers);
            end -= take;
        }

        return powers;
    }

    private static VerifierSrs ReadVerifierPart(
        AleoSrsStreams streams, out G1Affine[] blinding, out Dictionary<int, G1Affine[]> shiftedBlinding)
    {
        Dictionary<ulong, G1Affine> gamma = SrsFile.ReadG1Map(streams.BlindingPowers, "blinding powers");
        blinding = TakeBlinding(gamma, 0) ?? throw new SrsException("the blinding powers file lacks γβ^0 G, γβ^1 G or γβ^2 G.");
        shiftedBlinding = [];
        var negative = new Dictionary<int, G2Affine>();
        foreach ((ulong bound, G2Affine point) in SrsFile.ReadG2Map(streams.NegativePowers, "negative powers"))
        {
            if (bound > MaxDegree || !int.IsPow2((int)bound + 2))
            {
                throw new SrsException($"the negative powers file holds the degree bound {bound}, which is not 2^k − 2.");
            }

            negative.Add((int)bound, point);
            if (TakeBlinding(gamma, (ulong)(MaxDegree - (int)bound)) is { } shifted)
            {
                shiftedBlinding.Add((int)bound, shifted);
            }
        }

        return new VerifierSrs(blinding[0], SrsFile.ReadG2(streams.BetaH, "beta-h"), negative);
    }

    private static G1Affine[]? TakeBlinding(Dictionary<ulong, G1Affine> gamma, ulong first)
    {
        var result = new G1Affine[BlindingCount];
        for (int i = 0; i < BlindingCount; i++)
        {
            if (!gamma.TryGetValue(first + (ulong)i, out result[i]))
            {
                return null;
            }
        }

        return result;
    }
}
