using LionMl.Kernel.Server;

namespace LionMl.Kernel.Tests.Server;

public sealed class CodePointsTests
{
    private const string Text = "a😀b\ud800c";

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    [InlineData(5, 6)]
    [InlineData(6, 6)]
    [InlineData(long.MaxValue, 6)]
    public void Code_points_become_UTF16_positions(long codePoints, int expected) =>
        Assert.Equal(expected, CodePoints.ToUtf16(Text, codePoints));

    [Fact]
    public void Both_ways_agree()
    {
        for (int i = 0; i <= 5; i++)
        {
            Assert.Equal(i, CodePoints.FromUtf16(Text, CodePoints.ToUtf16(Text, i)));
        }

        Assert.Equal(0, CodePoints.FromUtf16(Text, -1));
        Assert.Equal(5, CodePoints.FromUtf16(Text, 100));
    }
}
