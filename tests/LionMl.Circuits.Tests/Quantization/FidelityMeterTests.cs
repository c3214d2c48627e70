namespace LionMl.Circuits.Tests.Quantization;

public sealed class FidelityMeterTests
{
    [Fact]
    public void Every_measure_is_what_its_name_says()
    {
        var meter = new FidelityMeter();
        meter.Add([1.5f, 2, -1, 0.5f], [1, 4, -1, 0]);
        meter.Add([3, 1], [2, 1]);
        var report = meter.Report(2);
        Assert.Equal((0.5 + 2 + 0 + 0.5 + 1 + 0) / 9, report.RelativeError, 12);
        Assert.Equal(4.0 / 6, report.MeanAbsError, 12);
        Assert.Equal(0.5, report.MedianAbsError);
        Assert.Equal(2, report.MaxAbsError);

        // The output whose reference is zero has no percentage.
        Assert.Equal(100 * (0.5 + 0.5 + 0 + 0.5 + 0) / 5, report.MeanAbsPercentError, 12);
        Assert.Equal(1, report.ArgmaxAgreement);
        Assert.Equal(2, report.Samples);
    }

    [Fact]
    public void References_of_nothing_but_zeros_have_no_percentage()
    {
        var meter = new FidelityMeter();
        meter.Add([0, 1, 3], [0, 0, 0]);
        var report = meter.Report(1);
        Assert.Equal(double.PositiveInfinity, report.RelativeError);
        Assert.True(double.IsNaN(report.MeanAbsPercentError));
        Assert.Equal(1, report.MedianAbsError);
    }

    [Theory]
    [InlineData(ErrorMedian.MostExact - 1, 0)]
    [InlineData(ErrorMedian.MostExact, 0)]
    [InlineData(ErrorMedian.MostExact + 1, 0.01)]
    [InlineData(5 * ErrorMedian.MostExact, 0.01)]
    public void The_median_is_exact_up_to_a_limit_and_near_beyond(int count, double tolerance)
    {
        const int Seed = 20240917;
        var random = new Random(Seed);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => Math.Exp(12 * random.NextDouble() - 8))];
        var median = new ErrorMedian();
        foreach (double value in values)
        {
            median.Add(value);
        }

        Array.Sort(values);
        double expected = (values[(count - 1) / 2] + values[count / 2]) / 2;
        Assert.InRange(median.Value(), expected * (1 - tolerance), expected * (1 + tolerance));
    }

    [Fact]
    public void Mostly_zeros_have_the_median_zero_however_many_there_are()
    {
        var median = new ErrorMedian();
        for (int i = 0; i < 3 * ErrorMedian.MostExact; i++)
        {
            median.Add(i % 3 == 0 ? 1e30 : 0);
        }

        Assert.Equal(0, median.Value());
    }
}
