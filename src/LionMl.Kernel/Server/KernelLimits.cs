namespace LionMl.Kernel.Server;

/// <summary>What one cell may send to the front end: enough for people, too little to exhaust a browser's memory.</summary>
internal static class KernelLimits
{
    /// <summary>Characters that one cell may print.</summary>
    public const int PrintedCharacters = 32 << 20;

    /// <summary>Bytes of one displayed value, all formats together.</summary>
    public const int DisplayBytes = 32 << 20;

    /// <summary>Printed text waits until there is so much of it …</summary>
    public const int BufferedCharacters = 16 << 10;

    /// <summary>… or for so long.</summary>
    public const int BufferMilliseconds = 50;

    /// <summary>Characters of one stream message.</summary>
    public const int StreamCharacters = 1 << 20;

    /// <summary>Cells that the history keeps.</summary>
    public const int HistoryEntries = 1000;

    /// <summary>Characters that the history keeps.</summary>
    public const int HistoryCharacters = 8 << 20;

    /// <summary>Requests that are looked at after a failed cell in order to abort them.</summary>
    public const int AbortedRequests = 10_000;
}
