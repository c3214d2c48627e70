namespace LionMl;

/// <summary>A failure that the caller can act on: its text says what, where, why and what to do.</summary>
public sealed class LionException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="kind">Who can repair it; decides the exit code.</param>
    /// <param name="message">One paragraph for a person, no stack trace.</param>
    /// <param name="cause">The exception behind it, if any; its text is not shown.</param>
    public LionException(FailureKind kind, string message, Exception? cause = null)
        : base(message, cause)
    {
        Kind = kind;
    }

    /// <summary>Who can repair it.</summary>
    public FailureKind Kind { get; }

    /// <summary>Bad input or usage.</summary>
    internal static LionException BadInput(string message, Exception? cause = null) => new(FailureKind.BadInput, message, cause);
}
