using System.Security.Cryptography;
using LionMl.Artifacts;
using LionMl.Running;
using LionMl.Varuna;

namespace LionMl.Srs;

/// <content>Aleo's files.</content>
internal sealed partial class SrsStore
{
    private const int FirstSeries = 15;
    private const int LastSeries = 28;

    /// <summary>What Aleo's files in the cache are good for.</summary>
    public SrsRequirement AleoAvailable() => HasAleo
        ? new SrsRequirement(1 << LastOf(PowersName), 1 << LastOf(ShiftedName))
        : default;

    private static string PowersName(int series) => $"powers-of-beta-{series}.usrs";

    private static string ShiftedName(int series) => $"shifted-powers-of-beta-{series}.usrs";

    // Files beyond the packaged ones were checked by pairing when they were imported; the sum that was noted then keeps them so.
    private static string SumFile(string path) => path + ".sha256";

    private int LastOf(Func<int, string> name)
    {
        int series = FirstSeries;
        while (series < LastSeries && File.Exists(Path.Combine(_aleoFolder, name(series + 1))))
        {
            series++;
        }

        return series;
    }

    private UniversalSrs OpenAleo(SrsRequirement requirement, bool isOffline, Recorder recorder)
    {
        FetchAleo(isOffline, recorder);
        SrsRequirement available = AleoAvailable();
        if (!requirement.IsCoveredBy(available))
        {
            throw LionException.BadInput(TooSmall(requirement, available));
        }

        return recorder.Phase("srs", "reading Aleo's SRS", () =>
        {
            int powers = SeriesFor(requirement.PowerCount), shifted = SeriesFor(requirement.ShiftedPowerCount);
            UniversalSrs srs = ReadAleo(
                Enumerable.Range(FirstSeries, powers - FirstSeries + 1).Select(PowersName),
                Enumerable.Range(FirstSeries, shifted - FirstSeries + 1).Select(ShiftedName),
                requirement,
                recorder);
            return srs;
        });
    }

    private static int SeriesFor(int count)
    {
        int series = FirstSeries;
        while (1 << series < count)
        {
            series++;
        }

        return series;
    }

    private UniversalSrs ReadAleo(IEnumerable<string> powers, IEnumerable<string> shifted, SrsRequirement requirement, Recorder recorder)
    {
        var open = new List<Stream>();
        try
        {
            Stream Open(string name)
            {
                string path = Path.IsPathRooted(name) ? name : Path.Combine(_aleoFolder, name);
                FileStream stream = ArtifactFile.Open(path, "run 'lion srs fetch'");
                open.Add(stream);
                CheckSum(path, stream);
                return stream;
            }

            var streams = new AleoSrsStreams(
                [.. powers.Select(Open)],
                [.. shifted.Select(Open)],
                Open(AleoFile.Gamma.Name),
                Open(AleoFile.Negative.Name),
                Open(AleoFile.BetaH.Name));
            return UniversalSrs.ReadAleo(streams, requirement, recorder.Workers);
        }
        finally
        {
            open.ForEach(stream => stream.Dispose());
        }
    }

    // A file that is being imported has no sum yet; the pairing check comes after reading.
    private static void CheckSum(string path, FileStream stream)
    {
        AleoFile? packaged = AleoFile.Packaged.FirstOrDefault(file => file.Name == Path.GetFileName(path));
        string? expected = packaged?.Sha256 ?? (File.Exists(SumFile(path)) ? File.ReadAllText(SumFile(path)).Trim() : null);
        if (expected is null)
        {
            return;
        }

        if (Convert.ToHexStringLower(SHA256.HashData(stream)) != expected)
        {
            throw LionException.BadInput($"{path} is damaged: its checksum does not match. Delete it and run 'lion srs fetch' or 'lion "
                + "srs import' again.");
        }

        stream.Position = 0;
    }

    private static string TooSmall(SrsRequirement needed, SrsRequirement available)
    {
        int series = SeriesFor(Math.Max(needed.PowerCount, needed.ShiftedPowerCount));
        return $"The circuit needs an SRS of degree {needed.PowerCount - 1} with {needed.ShiftedPowerCount} shifted powers; "
            + $"Aleo's in the cache has degree {available.PowerCount - 1} with {available.ShiftedPowerCount}. Import Aleo's files "
            + $"up to powers-of-beta-{series} and shifted-powers-of-beta-{series} "
            + "with 'lion srs import FILE', or use --srs sandbox for trials.";
    }
}
