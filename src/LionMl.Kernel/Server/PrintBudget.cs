using LionMl.Results;

namespace LionMl.Kernel.Server;

/// <summary>Counts what a cell has printed. Not thread-safe.</summary>
internal sealed class PrintBudget
{
    private int _left = KernelLimits.PrintedCharacters;

    /// <summary>What is printed once in the place of all that is left out.</summary>
    public static string Notice { get; } =
        $"\n[Output stopped: this cell has printed {Units.Count(KernelLimits.PrintedCharacters)} characters; the rest is left out.]\n";

    /// <summary>Takes as much of a text as may still be printed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isUsedUp">Whether this is the text that goes beyond the limit.</param>
    public string Take(string text, out bool isUsedUp)
    {
        isUsedUp = text.Length > _left && _left >= 0;
        if (text.Length <= _left)
        {
            _left -= text.Length;
            return text;
        }

        int length = Math.Max(_left, 0);
        _left = -1;
        return length > 0 && char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    /// <summary>Starts again, when the output was removed from the screen.</summary>
    public void Reset() => _left = KernelLimits.PrintedCharacters;
}
