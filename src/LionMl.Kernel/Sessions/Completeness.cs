namespace LionMl.Kernel.Sessions;

/// <summary>Whether a cell is whole.</summary>
public enum Completeness
{
    /// <summary>It can be run.</summary>
    Complete,

    /// <summary>More text must follow.</summary>
    Incomplete,

    /// <summary>No text that follows can mend it.</summary>
    Invalid,
}
