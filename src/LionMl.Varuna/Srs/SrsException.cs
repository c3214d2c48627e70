namespace LionMl.Varuna;

/// <summary>An SRS file is damaged, foreign or inconsistent, or an SRS is too small for a circuit.</summary>
public sealed class SrsException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, where and what to do.</param>
    public SrsException(string message)
        : base(message)
    {
    }
}
