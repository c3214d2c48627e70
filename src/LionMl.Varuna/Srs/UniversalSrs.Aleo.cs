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
        int[] powerCounts = ReadCounts(streams.Powers, "powers file", requirement.PowerCount);
        int[] shiftedCounts = ReadCounts(streams.ShiftedPowers, "shifted powers file", requirement.ShiftedPowerCount);
        EnsureCovered(SrsKind.Aleo, requirement, new SrsRequirement(powerCounts.Sum(), shiftedCounts.Sum()));
        VerifierSrs verifier = ReadVerifierPart(streams, out G1Affine[] blinding, out Dictionary<int, G1Affine[]> shiftedBlinding);
        G1Bases powers = ReadPowers(streams.Powers, powerCounts, requirement.PowerCount, workers);
        G1Bases shifted = ReadShiftedPowers(streams.ShiftedPowers, shiftedCounts, requirement.ShiftedPowerCount, workers);
        return new UniversalSrs(SrsKind.Aleo, powers, shifted, blinding, shiftedBlinding, verifier);
    }

    /// <summary>The counts of as many files as are needed for the wanted number of powers.</summary>
    private static int[] ReadCounts(IReadOnlyList<Stream> files, string name, int wanted)
    {
        var counts = new List<int>();
        for (int i = 0; i < files.Count && counts.Sum() < wanted; i++)
        {
            counts.Add(SrsFile.ReadCount(files[i], $"{name} {i + 1}", i == 0 ? AleoFirstFilePowers : 1 << (14 + i)));
        }

        return [.. counts];
    }

    private static G1Bases ReadPowers(IReadOnlyList<Stream> files, int[] counts, int wanted, Workers workers)
    {
        var powers = new G1Bases(wanted);
        int start = 0;
        for (int i = 0; start < wanted; i++)
        {
            int take = Math.Min(counts[i], wanted - start);
            SrsFile.ReadPoints(files[i], $"powers file {i + 1}", powers, start, take, workers);
            start += take;
        }

        return powers;
    }

    /// <summary>
    /// File i ends where file i − 1 begins, so the wanted powers are the tail of the last file used and all of the others.
    /// </summary>
    private static G1Bases ReadShiftedPowers(IReadOnlyList<Stream> files, int[] counts, int wanted, Workers workers)
    {
        var powers = new G1Bases(wanted);
        int end = wanted;
        for (int i = 0; end > 0; i++)
        {
            int take = Math.Min(counts[i], end);
            string name = $"shifted powers file {i + 1}";
            SrsFile.Skip(files[i], name, (long)(counts[i] - take) * G1Encoding.UncompressedBytes);
            SrsFile.ReadPoints(files[i], name, powers, end - take, take, workers);
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
