using LionMl.Artifacts;
using LionMl.Running;
using LionMl.Varuna;

namespace LionMl.Srs;

/// <content>Larger powers of Aleo's SRS.</content>
internal sealed partial class SrsStore
{
    /// <summary>Adds a file: the npm package in any form, or the next file of one of Aleo's two series, checked by pairing.</summary>
    /// <exception cref="LionException">Neither of these, or points that do not continue Aleo's series.</exception>
    public void Import(string path, Recorder recorder)
    {
        string name = Path.GetFileName(path);
        if (Directory.Exists(path)
            || name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".wasm", StringComparison.OrdinalIgnoreCase))
        {
            using FolderLock held = Lock(recorder);
            ImportPackage(path, recorder);
            return;
        }

        int series = SeriesOf(path);
        if (!HasAleo)
        {
            throw LionException.BadInput($"The first files of Aleo's SRS are not in {_folder} yet, and {name} continues them: run 'lion "
                + "srs fetch' first.");
        }

        using FolderLock guard = Lock(recorder);
        var problems = new List<string>();
        // The name is only a hint of which series comes first; the points decide.
        bool isShiftedFirst = name.Contains("shifted", StringComparison.Ordinal);
        Func<int, string>[] order = isShiftedFirst ? [ShiftedName, PowersName] : [PowersName, ShiftedName];
        foreach (Func<int, string> target in order)
        {
            string kind = target == PowersName ? "powers" : "shifted powers";
            int last = LastOf(target);
            if (series != last + 1)
            {
                problems.Add(series <= last ? $"as {kind}, the cache has it already" : $"as {kind}, file {last + 1} must come first");
                continue;
            }

            string? problem = recorder.Phase(
                "check", $"checking by pairing whether the points are Aleo's {kind}", () => FindProblem(path, target, series, recorder));
            if (problem is null)
            {
                Store(path, target(series), recorder);
                return;
            }

            problems.Add($"as {kind}, {problem}");
        }

        throw LionException.BadInput($"{path} does not continue Aleo's SRS: {string.Join("; ", problems)}.");
    }

    private FolderLock Lock(Recorder recorder) =>
        FolderLock.Take(_folder, () => recorder.Report("waiting for another process that uses the SRS cache", 0), recorder.Cancellation);

    // File k of a series holds 2^(k-1) points, so its length tells which one it must be.
    private static int SeriesOf(string path)
    {
        using FileStream stream = ArtifactFile.Open(path, "give a .usrs file of Aleo's SRS");
        long points = (stream.Length - sizeof(ulong)) / AleoFile.PointBytes;
        return stream.Length == sizeof(ulong) + (points * AleoFile.PointBytes) && points >= 1 << FirstSeries && long.IsPow2(points)
            && points < 1L << LastSeries
            ? (int)long.Log2(points) + 1
            : throw LionException.BadInput($"{path} has {stream.Length} bytes, which no further file of Aleo's SRS has.");
    }

    private string? FindProblem(string path, Func<int, string> target, int series, Recorder recorder)
    {
        string full = Path.GetFullPath(path);
        IEnumerable<string> Files(Func<int, string> name) =>
            Enumerable.Range(FirstSeries, series - FirstSeries).Select(name).Append(full);

        try
        {
            UniversalSrs srs = target == PowersName
                ? ReadAleo(Files(PowersName), [ShiftedName(FirstSeries)], new SrsRequirement(1 << series, 1 << FirstSeries), recorder)
                : ReadAleo([PowersName(FirstSeries)], Files(ShiftedName), new SrsRequirement(1 << FirstSeries, 1 << series), recorder);
            return srs.CheckConsistency(recorder.Workers);
        }
        catch (SrsException failure)
        {
            return failure.Message.TrimEnd('.');
        }
    }

    private void Store(string source, string name, Recorder recorder)
    {
        using var transaction = new FileTransaction(_aleoFolder, recorder.Cancellation);
        using FileStream from = ArtifactFile.Open(source, "");
        string sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(from));
        from.Position = 0;
        transaction.WriteText(SumFile(name), sum);
        transaction.Write(name, to => from.CopyTo(to, 1 << 20));
        recorder.Wrote(transaction.Commit());
    }
}
