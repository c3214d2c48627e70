namespace LionMl.Interactive.Formatting;

/// <summary>Writes values in one format; the shape that notebooks look for by name.</summary>
public sealed class MimeFormatter
{
    private readonly Func<object, TextWriter, bool> _format;

    private MimeFormatter(string mimeType, Func<object, TextWriter, bool> format)
    {
        MimeType = mimeType;
        _format = format;
    }

    /// <summary>The format, e.g. <c>text/html</c>.</summary>
    public string MimeType { get; }

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="writer">Where to; untouched where the value is not of the formatter's type.</param>
    /// <returns>Whether it was written.</returns>
    public bool Format(object value, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return value is not null && _format(value, writer);
    }

    /// <summary>A formatter of one type.</summary>
    /// <param name="mimeType">The format.</param>
    /// <param name="toText">Makes the whole text, so that a value that cannot be shown leaves nothing half-written.</param>
    internal static MimeFormatter Of<T>(string mimeType, Func<T, string> toText) => new(mimeType, (value, writer) =>
    {
        if (value is not T typed)
        {
            return false;
        }

        writer.Write(toText(typed));
        return true;
    });
}
