namespace LionMl.Interactive.Formatting;

/// <summary>The formats that formatters of this project write.</summary>
public static class MimeTypes
{
    /// <summary>HTML with inline styles only.</summary>
    public const string Html = "text/html";

    /// <summary>Plain text in lines.</summary>
    public const string Plain = "text/plain";

    /// <summary>A figure of Plotly as JSON: data and layout.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";
}
