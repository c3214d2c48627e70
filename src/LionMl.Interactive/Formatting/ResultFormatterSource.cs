using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>Shows what the verbs return.</summary>
public sealed class ResultFormatterSource
{
    /// <summary>The formatters, richest first.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        MimeFormatter.Of<LionResult>(MimeTypes.Html, ResultHtml.Write),
        MimeFormatter.Of<LionResult>(MimeTypes.Plain, PlainText.Write),
    ];
}
