using System.Text;

namespace LionMl.KernelGenerator;

/// <summary>Indented C# text.</summary>
internal sealed class SourceText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', 4 * _depth).Append(line);

        _text.Append('\n');
    }

    public void Lines(params ReadOnlySpan<string> lines)
    {
        foreach (string line in lines)
            Line(line);
    }

    public void Open(string? head = null)
    {
        if (head is not null)
            Line(head);

        Line("{");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    public override string ToString() => _text.ToString();
}
