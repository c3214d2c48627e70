using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace LionMl.Kernel.Notebooks;

/// <summary>
/// Escapes in JSON what must be escaped and nothing else, as nbformat does; the encoders of .NET also escape every character beyond
/// U+FFFF, so that a notebook with an emoji would change in lines that nobody touched.
/// </summary>
internal sealed unsafe class NotebookEncoder : JavaScriptEncoder
{
    private static readonly SearchValues<char> Suspects =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\', .. Surrogates()]);

    /// <summary>The encoder.</summary>
    public static NotebookEncoder Instance { get; } = new();

    /// <inheritdoc/>
    // \u001f
    public override int MaxOutputCharactersPerInputCharacter => 6;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        for (int at = 0; at < textLength;)
        {
            int next = span[at..].IndexOfAny(Suspects);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (Rune.DecodeFromUtf16(span[at..], out Rune rune, out int length) != OperationStatus.Done || WillEncode(rune.Value))
            {
                return at;
            }

            at += length;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        string text = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\b' => "\\b",
            '\f' => "\\f",
            < 0x20 => $"\\u{unicodeScalar:x4}",
            _ => new Rune(unicodeScalar).ToString(),
        };
        numberOfCharactersWritten = text.TryCopyTo(new Span<char>(buffer, bufferLength)) ? text.Length : 0;
        return numberOfCharactersWritten > 0;
    }

    private static IEnumerable<char> Surrogates() => Enumerable.Range(0xd800, 0x800).Select(code => (char)code);
}
