namespace LionMl.Kernel.Display;

/// <summary>Text that is shown as the MIME type says, for example HTML.</summary>
/// <param name="MimeType">The MIME type.</param>
/// <param name="Text">The text; JSON for types that end in <c>json</c>.</param>
public sealed record RawValue(string MimeType, string Text)
{
    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
