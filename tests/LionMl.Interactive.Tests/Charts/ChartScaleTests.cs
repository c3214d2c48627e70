using LionMl.Interactive.Charts;

namespace LionMl.Interactive.Tests.Charts;

public sealed class ChartScaleTests
{
    [Theory]
    [InlineData(0, 100)]
    [InlineData(0, 1)]
    [InlineData(0.0001, 0.0007)]
    [InlineData(3, 3_000_000)]
    [InlineData(-50, 20)]
    [InlineData(131072, 131072)]
    [InlineData(1e14, 9e14)]
    [InlineData(-3e-9, 5e-9)]
    public void Ticks_are_round_different_and_apart(double min, double max)
    {
        ChartScale scale = ChartScale.Of([min, max], isLog: false, 0, 600);
        List<(double Value, string Text)> ticks = scale.Ticks(text => SvgCanvas.TextWidth(text) + 14);
        Assert.InRange(ticks.Count, 2, 14);
        Assert.Equal(ticks.Count, ticks.Select(tick => tick.Text).Distinct().Count());
        for (int i = 1; i < ticks.Count; i++)
        {
            double room = (SvgCanvas.TextWidth(ticks[i].Text) + SvgCanvas.TextWidth(ticks[i - 1].Text)) / 2;
            Assert.True(scale.At(ticks[i].Value) - scale.At(ticks[i - 1].Value) > room);
        }

        Assert.All([min, max], value => Assert.InRange(scale.At(value), 0, 600));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(0.5, 0.6)]
    [InlineData(1, 1e9)]
    [InlineData(1e-100, 1e100)]
    [InlineData(7, 7)]
    public void Logarithmic_ticks_are_different_and_apart(double min, double max)
    {
        ChartScale scale = ChartScale.Of([min, max, -1, 0, double.NaN], isLog: true, 400, 0);
        List<(double Value, string Text)> ticks = scale.Ticks(_ => 24);
        Assert.InRange(ticks.Count, 1, 16);
        Assert.Equal(ticks.Count, ticks.Select(tick => tick.Text).Distinct().Count());
        Assert.All([min, max], value => Assert.InRange(scale.At(value), 0, 400));
    }

    [Fact]
    public void Whole_numbers_get_whole_ticks()
    {
        ChartScale scale = ChartScale.Of([1, 2, 3], isLog: false, 0, 600, isPlace: true);
        Assert.Equal(["1", "2", "3"], scale.Ticks(_ => 10, isWhole: true).Select(tick => tick.Text));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(957, "957")]
    [InlineData(9570, "9,570")]
    [InlineData(131072, "131k")]
    [InlineData(2_500_000, "2.5M")]
    [InlineData(0.00002, "2e-5")]
    [InlineData(-1500, "-1,500")]
    public void Numbers_are_short(double value, string text) => Assert.Equal(text, TickText.Short(value));

    [Fact]
    public void Ticks_of_an_axis_share_a_style() =>
        Assert.Equal(["0", "0.5M", "1.0M", "1.5M"], TickText.Linear([0, 500_000, 1_000_000, 1_500_000], 500_000));
}
