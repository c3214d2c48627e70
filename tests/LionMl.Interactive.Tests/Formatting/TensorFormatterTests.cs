using System.Diagnostics;
using LionMl.Onnx;

namespace LionMl.Interactive.Tests.Formatting;

public sealed class TensorFormatterTests
{
    public static TheoryData<int[]> Shapes => [[], [1], [1, 1], [0], [3, 0], [7], [1, 10], [300], [2, 3], [8, 8], [10, 784], [784, 10],
        [3, 5, 4], [1, 16, 9, 9], [40, 2, 2], [2, 3, 4, 5, 6], [1, 100000], [100000, 1, 2]];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_shape_is_shown(int[] dimensions)
    {
        TensorShape shape = TensorShape.Of(dimensions);
        var tensor = new Tensor(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(i => MathF.Sin(i))]);
        Assert.Contains(tensor.Shape.ToString(), HtmlRules.Check(Shown.Html(tensor)).Value, StringComparison.Ordinal);
        Assert.StartsWith($"Float {shape}", Shown.Plain(tensor), StringComparison.Ordinal);
        Assert.InRange(Shown.Html(tensor).Length, 1, 200_000);
    }

    [Theory]
    [InlineData(10_000_000, 1, 1)]
    [InlineData(1, 3162, 3162)]
    [InlineData(100, 316, 316)]
    [InlineData(16, 790, 790)]
    [InlineData(1, 10, 1_000_000)]
    [InlineData(1, 1_000_000, 10)]
    public void Huge_tensors_are_bounded(int planes, int rows, int columns)
    {
        float[] values = new float[planes * rows * columns];
        var random = new Random(1);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextSingle() - 0.5f;
        }

        var tensor = new Tensor(TensorShape.Of(planes, rows, columns), values);
        long start = Stopwatch.GetTimestamp();
        string html = Shown.Html(tensor);
        Assert.InRange(html.Length, 1, 200_000);
        HtmlRules.Check(html);

        // A generous limit: the work is two passes over the elements.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 10);
        Assert.InRange(Shown.Plain(tensor).Length, 1, 2000);
    }

    [Fact]
    public void What_is_not_finite_is_seen()
    {
        float[] values = [1, 2, float.NaN, 4, float.PositiveInfinity, float.NegativeInfinity];
        foreach (TensorShape shape in (TensorShape[])[TensorShape.Of(6), TensorShape.Of(2, 3)])
        {
            var tensor = new Tensor(shape, values);
            string text = HtmlRules.Check(Shown.Html(tensor)).Value;
            Assert.Contains("1 NaN", text, StringComparison.Ordinal);
            Assert.Contains("2 infinite", text, StringComparison.Ordinal);
            Assert.Contains("not finite", text, StringComparison.Ordinal);
            Assert.Contains("max 4", text, StringComparison.Ordinal);
            Assert.Contains("NaN", Shown.Plain(tensor), StringComparison.Ordinal);
            Assert.Contains("-∞", Shown.Plain(tensor), StringComparison.Ordinal);
            Assert.Contains("#ff00c8", HtmlRules.Drawings(Shown.Html(tensor))[0].ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Extreme_numbers_do_not_overflow()
    {
        HtmlRules.Check(Shown.Html(new Tensor(TensorShape.Of(2, 2), [float.MaxValue, -float.MaxValue, 0, float.Epsilon])));
        HtmlRules.Check(Shown.Html(new Tensor(TensorShape.Of(4), [float.MaxValue, -float.MaxValue, 0, float.Epsilon])));
        HtmlRules.Check(Shown.Html(new Tensor(TensorShape.Of(2), [float.NaN, float.NaN])));
        HtmlRules.Check(Shown.Html(new Tensor(TensorShape.Of(2, 2), [long.MaxValue, long.MinValue, 0, 1])));
    }

    [Fact]
    public void Other_types_are_shown_in_their_own_words()
    {
        Assert.EndsWith("\n   true  false", Shown.Plain(new Tensor(TensorShape.Of(2), [true, false])), StringComparison.Ordinal);
        Assert.Contains(
            "18446744073709551615", Shown.Plain(new Tensor(TensorShape.Of(2), [-1L, 1L], ElementType.UInt64)), StringComparison.Ordinal);
        Assert.Contains("9007199254740993", Shown.Plain(new Tensor(TensorShape.Of(2), [9007199254740993L, 1L])), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_shows_a_corner()
    {
        var tensor = new Tensor(TensorShape.Of(2, 3), [1f, 2f, 3f, -4f, 5.5f, 6f]);
        Assert.Equal(
            "Float [2, 3] · 6 elements · min -4 · max 6 · mean 2.25\n    1    2    3\n   -4  5.5    6",
            Shown.Plain(tensor));
    }
}
