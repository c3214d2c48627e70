namespace LionMl.Circuits;

/// <summary>
/// A model, its data or a stored artifact cannot be used; the message says what, where, why and what to do. Thrown for bad input only,
/// never for a bug.
/// </summary>
public class CircuitException : Exception
{
    /// <summary>An error with the text that the user reads.</summary>
    public CircuitException(string message)
        : base(message)
    {
    }

    /// <summary>An error with the text that the user reads, and what caused it.</summary>
    public CircuitException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
