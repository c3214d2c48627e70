using System.Collections;
using LionMl.Kernel.Display;

namespace LionMl.Kernel.Tests.Display;

public sealed class ValueFormatterTests
{
    public static TheoryData<object?, string> Texts => new()
    {
        { null, "null" },
        { "a \"b\"", "a \"b\"" },
        { 1.5, "1.5" },
        { true, "True" },
        { DayOfWeek.Monday, "Monday" },
        { new[] { 1, 2, 3 }, "[1, 2, 3]" },
        { new[] { "a", "b\n" }, "[\"a\", \"b\\n\"]" },
        { new[,] { { 1, 2 }, { 3, 4 } }, "[[1, 2], [3, 4]]" },
        { new int[][] { [1], [] }, "[[1], []]" },
        { new Dictionary<string, int> { ["a"] = 1 }, "{ \"a\": 1 }" },
        { (1, "x"), "(1, \"x\")" },
        { new { A = 1, B = new[] { 2 } }, "{ A = 1, B = [2] }" },
        { new Simple { X = 1, Y = "y" }, "Simple { X = 1, Y = \"y\" }" },
        { new Failing(), "Failing { Good = 1, Bad = (InvalidOperationException: no value) }" },
        { new FormatException("wrong"), "FormatException: wrong" },
        { typeof(int), "System.Int32" },
        { Enumerable.Range(0, 3).Select(i => i * i), "[0, 1, 4]" },
        { new List<int>(), "[]" },
        { new KeyValuePair<int, int>(1, 2), "KeyValuePair<Int32, Int32> { Key = 1, Value = 2 }" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Values_read_well(object? value, string text) => Assert.Equal(text, Plain(value));

    [Fact]
    public void Endless_and_long_values_are_bounded()
    {
        Assert.EndsWith("99, …]", Plain(Endless()));
        Assert.EndsWith("99, … 900 more]", Plain(new int[1000]).Replace(" 0, …", " 99, …"));
        Assert.InRange(Plain(new string('x', 10_000_000)).Length, 1000, 100_000);
        Assert.InRange(Plain(Enumerable.Range(0, 1000).Select(_ => Enumerable.Range(0, 1000).Select(_ => new string('y', 1000)).ToArray()).ToArray()).Length, 1000, 100_000);
        MimeBundle wide = ValueFormatter.Format(Enumerable.Range(0, 1000).Select(i => Enumerable.Range(0, 100).ToArray()).ToArray());
        Assert.InRange(Html(wide).Length, 1000, 600_000);
    }

    [Fact]
    public void Cycles_end()
    {
        var a = new Node();
        a.Next = a;
        Assert.Equal("Node { Next = (cycle) }", Plain(a));
        var list = new ArrayList();
        list.Add(list);
        Assert.Equal("[(cycle)]", Plain(list));
        var deep = new Node();
        for (int i = 0; i < 10_000; i++)
            deep = new Node { Next = deep };

        Assert.Contains("…", Plain(deep));
    }

    [Fact]
    public void Failing_values_are_shown_as_such()
    {
        Assert.Contains("InvalidOperationException: no text", Plain(new FailingText()));
        Assert.Equal("[1, (InvalidOperationException: half way)]", Plain(HalfWay()));
    }

    [Fact]
    public void Tables_have_rows_and_columns_and_are_encoded()
    {
        string html = Html(ValueFormatter.Format(new[] { new { Name = "<a>", Age = 1 }, new { Name = "b", Age = 2 } }));
        Assert.Contains("&lt;a&gt;", html);
        Assert.Contains(">Age<", html);
        Assert.DoesNotContain("<script", html);
        Assert.False(ValueFormatter.Format(5).Data.ContainsKey("text/html"));
        Assert.False(ValueFormatter.Format(new List<int>()).Data.ContainsKey("text/html"));
    }

    [Fact]
    public void Raw_values_keep_their_type()
    {
        Assert.Equal("<i>x</i>", Html(ValueFormatter.Format(NotebookFunctions.html("<i>x</i>"))));
        MimeBundle json = ValueFormatter.Format(NotebookFunctions.mime("application/json", "{\"a\":1}"));
        Assert.Equal(1, json.Data["application/json"]["a"]!.GetValue<int>());
        Assert.True(ValueFormatter.Format(NotebookFunctions.mime("application/json", "{")).Data.ContainsKey("text/plain"));
    }

    private static string Plain(object? value) => ValueFormatter.Format(value).Data["text/plain"].GetValue<string>();

    private static string Html(MimeBundle bundle) => bundle.Data["text/html"].GetValue<string>();

    private static IEnumerable<int> Endless()
    {
        for (int i = 0; ; i++)
            yield return i;
    }

    private static IEnumerable<int> HalfWay()
    {
        yield return 1;
        throw new InvalidOperationException("half way");
    }

    private sealed class Simple
    {
        public int X { get; init; }

        public string Y { get; init; } = "";
    }

    private sealed class Failing
    {
        public int Good => 1;

        public int Bad => throw new InvalidOperationException("no value");
    }

    private sealed class FailingText
    {
        public override string ToString() => throw new InvalidOperationException("no text");
    }

    private sealed class Node
    {
        public Node? Next { get; set; }
    }
}
