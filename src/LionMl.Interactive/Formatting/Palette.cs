namespace LionMl.Interactive.Formatting;

/// <summary>
/// Colours in the middle between black and white, so that they stand out on light and on dark pages, and that colour-blind people can
/// tell apart (after Okabe and Ito). Colour never carries a meaning alone.
/// </summary>
internal static class Palette
{
    /// <summary>Good.</summary>
    public const string Green = "#1a936f";

    /// <summary>Bad.</summary>
    public const string Red = "#d9541e";

    /// <summary>Worth a look.</summary>
    public const string Amber = "#d99a1b";

    /// <summary>Plain facts.</summary>
    public const string Blue = "#3b86c8";

    /// <summary>Lines and empty tracks.</summary>
    public const string Line = "#80808059";

    /// <summary>Faint lines.</summary>
    public const string FaintLine = "#8080802e";

    private static readonly string[] Series =
        ["#3b86c8", "#e08e1a", "#1a936f", "#c8679f", "#8a7fd1", "#5fb4e0", "#9a8c3c", "#d9541e"];

    /// <summary>The colour of the n-th series; they repeat.</summary>
    public static string Of(int index) => Series[index % Series.Length];
}
