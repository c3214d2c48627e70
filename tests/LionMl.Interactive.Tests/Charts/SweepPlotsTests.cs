using System.Collections.Immutable;
using LionMl.Interactive.Charts;
using LionMl.Results;

namespace LionMl.Interactive.Tests.Charts;

public sealed class SweepPlotsTests
{
    private static readonly SweepResult Sweep = new()
    {
        Rows =
        [
            Row("b", ("layers", 2), ("batch", 1), ("proofBytes", 957), ("proveSeconds", 2), ("setupSeconds", 3)),
            Row("a", ("layers", 1), ("batch", 1), ("proofBytes", 957), ("proveSeconds", 1), ("setupSeconds", 2)),
            Row("a", ("layers", 1), ("batch", 4)),
        ],
        Record = new RunRecord { Verb = "sweep", Cores = 2, TotalSeconds = 1, PeakMemoryBytes = 1 },
    };

    [Fact]
    public void Columns_are_lines_in_order_and_rows_without_a_value_are_left_out()
    {
        Chart chart = Sweep.Plot("layers", "proveSeconds", "setupSeconds");
        Assert.Equal(["prove", "setup"], chart.Series.Select(series => series.Name));
        Assert.Equal([(1.0, 1.0), (2.0, 2.0)], chart.Series[0].Points.Select(point => (point.X, point.Y)));
        Assert.Equal(("layers", "time", "s"), (chart.X.Label, chart.Y.Label, chart.Y.Unit));
        Assert.Equal(("proof", "B"), (Sweep.Plot("layers", "proofBytes").Y.Label, Sweep.Plot("layers", "proofBytes").Y.Unit));
    }

    [Fact]
    public void A_third_column_tells_lines_apart()
    {
        Assert.Equal(["b", "a"], Sweep.PlotBy("batch", "proofBytes", by: "model").Series.Select(series => series.Name));
        Assert.Equal(["batch 1", "batch 4"], Sweep.PlotBy("layers", "proofBytes", by: "batch").Series.Select(series => series.Name));
    }

    [Fact]
    public void A_column_that_is_not_there_is_told_with_those_that_are()
    {
        LionException failure = Assert.Throws<LionException>(() => Sweep.Plot("layers", "colour"));
        Assert.Contains("no column 'colour'; it has layers, batch, proofBytes, setupSeconds, proveSeconds", failure.Message, StringComparison.Ordinal);
        Assert.Throws<LionException>(() => Sweep.Plot("colour", "layers"));
        Assert.Throws<LionException>(() => Sweep.PlotBy("layers", "batch", by: "colour"));
        Assert.Throws<LionException>(() => Sweep.Plot("layers"));
    }

    private static SweepRow Row(string label, params (string Name, double Value)[] numbers) =>
        new(label, numbers.ToImmutableDictionary(pair => pair.Name, pair => pair.Value), null);
}
