namespace LionMl.Interactive.Progress;

/// <summary>How a long step stands.</summary>
public enum ProgressStatus
{
    /// <summary>At work.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Done,

    /// <summary>Ended with a failure.</summary>
    Failed,

    /// <summary>Ended because someone asked for it.</summary>
    Cancelled,
}
