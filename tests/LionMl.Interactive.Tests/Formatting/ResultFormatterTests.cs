using System.Text;
using System.Xml.Linq;
using LionMl.Results;

namespace LionMl.Interactive.Tests.Formatting;

public sealed class ResultFormatterTests
{
    private static readonly string[] Hostile =
    [
        "<img src=x onerror=alert(1)>",
        "\"' onmouseover='alert(1)' x=\"",
        "</td></table><script>alert(1)</script>",
        "]]>&amp;&lt;&nbsp;",
        "line\nbreak\ttab\0nul\u001b[31mred",
        "turn\u202Edaeh dna \u2066tail, half pair \uD83D, whole pair \U0001F981",
        @"$\href{javascript:alert(1)}{x}$ \(x\) \begin{equation}",
        "",
    ];

    public static TheoryData<int> HostileIndices => [.. Enumerable.Range(0, Hostile.Length)];

    [Fact]
    public void Every_kind_of_result_has_html_and_plain_text()
    {
        var samples = new Samples().All;
        Type[] kinds = [.. typeof(LionResult).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LionResult)) && !type.IsAbstract)];
        Assert.NotEmpty(kinds);
        foreach (Type kind in kinds)
        {
            LionResult result = samples.First(one => one.GetType() == kind);
            Assert.True(Shown.Html(result).Length > 500, kind.Name);
            HtmlRules.Check(Shown.Html(result));
            string plain = Shown.Plain(result);
            Assert.StartsWith(result.Verdict, plain, StringComparison.Ordinal);
            Assert.DoesNotContain("\r", plain, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Parts_of_results_are_shown_by_themselves()
    {
        foreach (object part in new Samples().Parts)
        {
            HtmlRules.Check(Shown.Html(part));
            Assert.NotEqual("", Shown.Plain(part));
        }
    }

    [Theory]
    [MemberData(nameof(HostileIndices))]
    public void Foreign_text_stays_text(int index)
    {
        var samples = new Samples(Hostile[index]);
        foreach (object value in samples.All.AsEnumerable<object>().Concat(samples.Parts))
        {
            XElement tree = HtmlRules.Check(Shown.Html(value));
            Assert.DoesNotContain(
                tree.DescendantNodes().OfType<XText>(),
                text => text.Value.Length > 1 && text.Value.AsSpan().ContainsAny('$', '\\'));
            string plain = Shown.Plain(value);
            Assert.DoesNotContain(plain, c => char.IsControl(c) && c != '\n');
            Assert.DoesNotContain('\u202E', plain);
        }
    }

    [Fact]
    public void Names_of_a_megabyte_are_cut()
    {
        var samples = new Samples(new string('x', 1 << 20));
        foreach (object value in samples.All.AsEnumerable<object>().Concat(samples.Parts))
        {
            Assert.InRange(Shown.Html(value).Length, 1, 60_000);
            Assert.InRange(Shown.Plain(value).Length, 1, 20_000);
        }
    }

    [Fact]
    public void Verdicts_are_told_in_words_and_the_reason_is_given()
    {
        var samples = new Samples("the pairing does not hold");
        Assert.Contains("accepted", HtmlRules.Check(Shown.Html(samples.Accepted)).Value, StringComparison.Ordinal);
        string rejected = HtmlRules.Check(Shown.Html(samples.Rejected)).Value;
        Assert.Contains("rejected", rejected, StringComparison.Ordinal);
        Assert.Contains("the pairing does not hold", rejected, StringComparison.Ordinal);
        Assert.DoesNotContain("accepted", rejected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sandbox_is_warned_of_also_where_the_run_did_not()
    {
        SetupResult setup = new Samples().All.OfType<SetupResult>().Single();
        setup = setup with { Record = setup.Record with { Warnings = [] } };
        Assert.Contains("sandbox SRS could have kept its secret", HtmlRules.Check(Shown.Html(setup)).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Severity_is_told_in_words()
    {
        string text = HtmlRules.Check(Shown.Html(new Samples().Cost)).Value;
        Assert.Contains("high", text, StringComparison.Ordinal);
        Assert.Contains("notable", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_is_the_checked_in_text()
    {
        string expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Formatting", "Golden", "table.txt"));
        string actual = Shown.Plain(new Samples().All.OfType<TableResult>().Single()) + "\n";
        if (expected != actual)
        {
            File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "Formatting", "Golden", "table.actual.txt"), actual);
        }

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_result_without_a_view_of_its_own_shows_its_sections()
    {
        var html = new LionMl.Interactive.Formatting.HtmlBuilder();
        LionMl.Interactive.Formatting.ResultHtml.Sections(html, new Samples().All.OfType<MockResult>().Single());
        Assert.Contains("non-zeros of A", HtmlRules.Check(html.ToString()).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_pairs_do_not_reach_the_wire()
    {
        string html = Shown.Html(new Samples("\uDC00\uD800").Prove);
        Assert.Equal(html, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(html)));
    }
}
