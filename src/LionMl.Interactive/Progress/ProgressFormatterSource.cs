using LionMl.Interactive.Formatting;

namespace LionMl.Interactive.Progress;

/// <summary>Shows progress.</summary>
public sealed class ProgressFormatterSource
{
    /// <summary>The formatters, richest first.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        MimeFormatter.Of<ProgressState>(MimeTypes.Html, ProgressText.Html),
        MimeFormatter.Of<ProgressState>(MimeTypes.Plain, ProgressText.Line),
    ];
}
