using LionMl.Kernel.Display;

namespace LionMl.Kernel.Sessions;

/// <summary>
/// Where one cell's output goes. Thread-safe, and usable after the cell has ended: what its background work prints still belongs to it.
/// </summary>
public interface ICellOutput
{
    /// <summary>Text that was printed; in pieces of any size.</summary>
    /// <param name="isError">Standard error, else standard output.</param>
    /// <param name="text">The text.</param>
    void Print(bool isError, string text);

    /// <summary>A value to show.</summary>
    /// <param name="value">Its formats.</param>
    /// <param name="displayId">The name by which it can be updated; null for none.</param>
    void Display(MimeBundle value, string? displayId);

    /// <summary>Replaces what was shown under that name, in whatever cell.</summary>
    void Update(MimeBundle value, string displayId);

    /// <summary>Removes the cell's output.</summary>
    /// <param name="waits">Only when the next output comes.</param>
    void Clear(bool waits);

    /// <summary>Asks the user for one line.</summary>
    /// <param name="prompt">Shown beside the field.</param>
    /// <param name="isPassword">Whether the answer is hidden.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="NotSupportedException">This front end, or this cell, cannot ask.</exception>
    string ReadLine(string prompt, bool isPassword, CancellationToken cancellation);
}
