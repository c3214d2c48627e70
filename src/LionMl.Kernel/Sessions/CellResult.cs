using LionMl.Kernel.Display;

namespace LionMl.Kernel.Sessions;

/// <summary>How a cell ended.</summary>
/// <param name="Value">The value of its last expression, where there is one.</param>
/// <param name="Error">Why it did not end well; null when it did.</param>
public sealed record CellResult(MimeBundle? Value, CellError? Error)
{
    /// <summary>A cell that ended well, without a value.</summary>
    public static CellResult Done { get; } = new(null, null);
}
