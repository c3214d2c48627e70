namespace LionMl.Kernel.Scripting;

/// <summary>Standard input of whichever cell reads: each line is asked of the user. Outside of cells it is empty.</summary>
internal sealed class CellConsoleReader : TextReader
{
    // What Read has taken of a line so far; one user sits at the keyboard, so one buffer is enough.
    private string _line = "";
    private int _position;

    public override int Peek() => Fill() ? _line[_position] : -1;

    public override int Read() => Fill() ? _line[_position++] : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0 || !Fill())
            return 0;

        int taken = Math.Min(count, _line.Length - _position);
        _line.CopyTo(_position, buffer, index, taken);
        _position += taken;
        return taken;
    }

    public override string? ReadLine()
    {
        if (_position < _line.Length)
        {
            string rest = _line[_position..].TrimEnd('\n');
            _position = _line.Length;
            return rest;
        }

        return Ask();
    }

    /// <summary>One line: whoever reads to the end would wait for ever, since a notebook's input has none.</summary>
    public override string ReadToEnd() => ReadLine() ?? "";

    private bool Fill()
    {
        if (_position < _line.Length)
            return true;

        string? answer = Ask();
        (_line, _position) = (answer is null ? "" : answer + "\n", 0);
        return answer is not null;
    }

    private static string? Ask() =>
        CellContext.Current is { } cell ? cell.Output.ReadLine("", false, cell.Cancelled) : null;
}
