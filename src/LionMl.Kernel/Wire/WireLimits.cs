namespace LionMl.Kernel.Wire;

/// <summary>What one message may take, so that no peer can exhaust the kernel's memory.</summary>
internal static class WireLimits
{
    /// <summary>The largest message that is looked at. Cells with embedded data reach a few MiB.</summary>
    public const long MessageBytes = 64L << 20;

    /// <summary>A frame above this ends the connection.</summary>
    public const long FrameBytes = 2 * MessageBytes;

    /// <summary>Frames of one message: identities, delimiter, signature, four parts, buffers.</summary>
    public const int Frames = 256;

    /// <summary>Bytes of a connection file.</summary>
    public const int ConnectionFileBytes = 64 << 10;

    /// <summary>Published messages that wait for a slow listener. The usual 1,000 are soon reached by a cell that prints much.</summary>
    public const int PublishedMessages = 100_000;

    /// <summary>How long a closed socket goes on sending.</summary>
    public const int LingerMilliseconds = 1000;

    /// <summary>Signatures that are remembered in order to drop replayed messages.</summary>
    public const int RememberedSignatures = 1 << 16;
}
