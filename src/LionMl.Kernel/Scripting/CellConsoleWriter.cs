using System.Text;

namespace LionMl.Kernel.Scripting;

/// <summary>Standard output or standard error of whichever cell writes.</summary>
internal sealed class CellConsoleWriter(bool isError, TextWriter outside) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    [System.Diagnostics.CodeAnalysis.AllowNull]
    public override string NewLine
    {
        get => "\n";
        set
        {
        }
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;

        if (CellContext.Current is { } cell)
            cell.Output.Print(isError, value);
        else
            outside.Write(value);
    }

    public override void WriteLine() => Write("\n");

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void WriteLine(ReadOnlySpan<char> buffer) => Write(buffer.ToString() + "\n");

    public override void Flush()
    {
        if (CellContext.Current is null)
            outside.Flush();
    }
}
