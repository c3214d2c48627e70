using LionMl.Onnx;

namespace LionMl.Interactive.Tests.Formatting;

public sealed class TypeFormatterSourceAttributeTests
{
    [Fact]
    public void A_source_that_cannot_be_found_is_null()
    {
        Assert.Null(new TypeFormatterSourceAttribute("Nowhere.Source, Nowhere").FormatterSourceType);
        Assert.Null(new TypeFormatterSourceAttribute("Nowhere.Source").FormatterSourceType);
    }

    [Fact]
    public void Preferred_types_are_never_null()
    {
        var attribute = new TypeFormatterSourceAttribute("Nowhere.Source, Nowhere");
        Assert.Empty(attribute.PreferredMimeTypes);
        attribute.PreferredMimeTypes = ["text/html"];
        Assert.Equal(["text/html"], attribute.PreferredMimeTypes);
        Assert.Throws<ArgumentNullException>(() => attribute.PreferredMimeTypes = null!);
    }

    [Fact]
    public void Every_source_that_is_named_exists_and_makes_formatters()
    {
        Type[] marked =
        [
            .. ((Type[])[typeof(Tensor), typeof(Circuits.CostReport), typeof(Results.LionResult), typeof(Interactive.Charts.Chart)])
                .SelectMany(type => type.Assembly.GetTypes())
                .Where(type => type.IsDefined(typeof(TypeFormatterSourceAttribute), inherit: false)),
        ];
        Assert.True(marked.Length >= 12);
        foreach (Type type in marked)
        {
            var attribute = (TypeFormatterSourceAttribute)Attribute.GetCustomAttribute(type, typeof(TypeFormatterSourceAttribute))!;
            Assert.True(attribute.FormatterSourceType is not null, type.Name);
            object source = Activator.CreateInstance(attribute.FormatterSourceType)!;
            var formatters = (IEnumerable<object>)attribute.FormatterSourceType.GetMethod("CreateTypeFormatters", [])!.Invoke(source, [])!;
            Assert.Contains(formatters, one => (string)one.GetType().GetProperty("MimeType")!.GetValue(one)! == "text/plain");
            Assert.Contains(formatters, one => (string)one.GetType().GetProperty("MimeType")!.GetValue(one)! == "text/html");
        }
    }
}
