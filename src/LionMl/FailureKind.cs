namespace LionMl;

/// <summary>Kinds of failure; the number is the exit code of the command line.</summary>
public enum FailureKind
{
    /// <summary>No failure.</summary>
    None = 0,

    /// <summary>A proof was rejected, or the circuit is not satisfied.</summary>
    Rejected = 1,

    /// <summary>A file, value or option is wrong: the caller repairs it.</summary>
    BadInput = 2,

    /// <summary>The caller cancelled.</summary>
    Cancelled = 3,

    /// <summary>A bug in this program.</summary>
    Internal = 4,
}
