using System.Collections;
using System.Reflection;

namespace LionMl.Interactive.Tests.Formatting;

/// <summary>Finds and uses formatters as notebooks do: by names alone.</summary>
internal static class Shown
{
    public static string Html(object value) => As(value, "text/html") ?? throw new InvalidOperationException("no HTML");

    public static string Plain(object value) => As(value, "text/plain") ?? throw new InvalidOperationException("no plain text");

    public static string? As(object value, string mimeType)
    {
        foreach (object formatter in FormattersOf(value.GetType()))
        {
            Type type = formatter.GetType();
            if ((string)type.GetProperty("MimeType")!.GetValue(formatter)! == mimeType)
            {
                using var text = new StringWriter();
                MethodInfo format = type.GetMethod("Format", [typeof(object), typeof(TextWriter)])!;
                if ((bool)format.Invoke(formatter, [value, text])!)
                {
                    return text.ToString();
                }

                Assert.Equal("", text.ToString());
            }
        }

        return null;
    }

    private static object[] FormattersOf(Type type)
    {
        Attribute attribute = type.GetCustomAttributes(inherit: true).Cast<Attribute>()
            .Single(one => one.GetType().Name == "TypeFormatterSourceAttribute");
        var source = (Type?)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute);
        Assert.NotNull(source);
        object instance = Activator.CreateInstance(source)!;
        return [.. ((IEnumerable)source.GetMethod("CreateTypeFormatters", [])!.Invoke(instance, [])!).Cast<object>()];
    }
}
