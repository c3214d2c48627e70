namespace LionMl.Interactive.Formatting;

/// <summary>
/// Inline styles. They name every property that a notebook's own style sheet sets for tables and images, because inline is the only
/// place that wins everywhere; text colour and background are inherited from the page.
/// </summary>
internal static class HtmlStyle
{
    public const string Page = "font-size:13px;line-height:1.45;max-width:1080px;margin:2px 0 6px 0;overflow-x:auto";

    public const string Heading = "font-weight:600;font-size:13px;margin:12px 0 2px 0";

    public const string Table = "border-collapse:collapse;border:none;margin:2px 0 4px 0;font-size:12px;table-layout:auto;width:auto;"
        + "font-variant-numeric:tabular-nums;overflow-wrap:anywhere";

    public const string Row = "background:transparent";

    public const string Mono = "font-family:ui-monospace,Menlo,Consolas,monospace;font-size:11.5px";

    public const string Muted = "opacity:0.7";

    public const string Summary = "cursor:pointer;opacity:0.8;margin:6px 0 2px 0";

    // There are thousands of cells in a notebook: what they inherit from the table is not repeated.
    private const string Cell = "padding:3px 14px 3px 0;border:none;border-bottom:1px solid ";

    /// <summary>A heading of a column.</summary>
    public static string Head(bool isNumber) =>
        Cell + Palette.Line + Align(isNumber) + ";font-weight:600;white-space:nowrap;opacity:0.75";

    /// <summary>A cell of the body.</summary>
    public static string Body(bool isNumber, bool isShort) =>
        Cell + Palette.FaintLine + Align(isNumber) + (isNumber || isShort ? ";white-space:nowrap" : ";max-width:520px");

    private static string Align(bool isNumber) => isNumber ? ";text-align:right" : ";text-align:left";
}
