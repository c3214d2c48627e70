namespace LionMl.Kernel.Wire;

/// <summary>How a wait for a message ended.</summary>
internal enum ReceiveStatus
{
    /// <summary>With a message.</summary>
    Received,

    /// <summary>With a message beyond the limits, which was read and dropped.</summary>
    Oversized,

    /// <summary>Without one, in the given time.</summary>
    TimedOut,

    /// <summary>The context was shut down, or the socket failed for good.</summary>
    Closed,
}
