using LionMl.Kernel.Display;

namespace LionMl.Kernel.Tests.Display;

public sealed class FormatterConventionTests
{
    [Fact]
    public void Formatters_are_found_by_name_on_types_bases_and_interfaces()
    {
        Assert.Equal("good", Format(new Good(), "text/html"));
        Assert.Equal("good", Format(new Derived(), "text/html"));
        Assert.Equal("good", Format(new Implementing(), "text/html"));
        Assert.Equal(3, ValueFormatter.Format(new Good()).Data["application/vnd.test+json"]["x"]!.GetValue<int>());
        Assert.Equal("Good itself", Format(new Good(), "text/plain"));
        Assert.False(ValueFormatter.Format(new Good()).Data.ContainsKey("text/refused"));
    }

    [Fact]
    public void Hostile_formatters_leave_plain_text()
    {
        Assert.Equal(["text/plain"], ValueFormatter.Format(new NullSource()).Data.Keys);
        Assert.Equal(["text/plain"], ValueFormatter.Format(new BrokenSource()).Data.Keys);
        Assert.Equal(["text/plain"], ValueFormatter.Format(new WrongShape()).Data.Keys);
        Assert.Equal(["text/plain"], ValueFormatter.Format(new Throwing()).Data.Keys);
    }

    private static string Format(object value, string mimeType) => ValueFormatter.Format(value).Data[mimeType].GetValue<string>();

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface)]
    private sealed class TypeFormatterSourceAttribute(Type? type) : Attribute
    {
        public Type? FormatterSourceType => type;

        public string[]? PreferredMimeTypes { get; set; }
    }

    private sealed class GoodSource
    {
        public IEnumerable<object> CreateTypeFormatters() =>
        [
            new Formatter("text/html", w => w.Write("good")),
            new Formatter("text/html", w => w.Write("second")),
            new Formatter("application/vnd.test+json", w => w.Write("{\"x\": 3}")),
            new Formatter("application/broken+json", w => w.Write("{")),
            new Formatter("text/refused", null),
        ];
    }

    private sealed class Formatter(string mimeType, Action<TextWriter>? write)
    {
        public string MimeType => mimeType;

        public bool Format(object instance, TextWriter writer)
        {
            write?.Invoke(writer);
            return write is not null;
        }
    }

    private sealed class HostileSource
    {
        public IEnumerable<object?> CreateTypeFormatters() =>
        [
            null,
            "not a formatter",
            new Formatter("text/html", _ => throw new InvalidOperationException()),
            new Formatter("text/huge", w =>
            {
                while (true)
                    w.Write(new string('x', 1 << 20));
            }),
        ];
    }

    private sealed class UnmakeableSource(int x)
    {
        public IEnumerable<object> CreateTypeFormatters() => [x];
    }

    private sealed class NoMethods
    {
    }

    [TypeFormatterSource(typeof(GoodSource), PreferredMimeTypes = ["text/html"])]
    private class Good
    {
        public override string ToString() => "Good itself";
    }

    private sealed class Derived : Good
    {
    }

    [TypeFormatterSource(typeof(GoodSource))]
    private interface IGood
    {
    }

    private sealed class Implementing : IGood
    {
    }

    [TypeFormatterSource(null)]
    private sealed class NullSource
    {
    }

    [TypeFormatterSource(typeof(UnmakeableSource))]
    private sealed class BrokenSource
    {
    }

    [TypeFormatterSource(typeof(NoMethods))]
    private sealed class WrongShape
    {
    }

    [TypeFormatterSource(typeof(HostileSource))]
    private sealed class Throwing
    {
    }
}
