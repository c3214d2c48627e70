namespace LionMl.Kernel.Wire;

/// <summary>One socket. Used by one thread at a time; a lock between threads is enough.</summary>
internal sealed unsafe class ZmqSocket : IDisposable
{
    /// <summary>Wait without end.</summary>
    public const int Forever = -1;

    private const int IdentityOption = 5;
    private const int SubscribeOption = 6;
    private const int LingerOption = 17;
    private const int MaxMessageOption = 22;
    private const int SendLimitOption = 23;
    private const int ReceiveLimitOption = 24;
    private const int ReceiveTimeoutOption = 27;
    private const int RouterMandatoryOption = 33;
    private const int Ipv6Option = 42;

    private nint _handle;
    private int _timeout = Forever;

    internal ZmqSocket(nint handle)
    {
        _handle = handle;
        SetOption(LingerOption, WireLimits.LingerMilliseconds);
    }

    /// <summary>Opens the socket to peers.</summary>
    /// <returns>0, or libzmq's error.</returns>
    public int Bind(string endpoint)
    {
        AllowIpv6(endpoint);
        return LibZmq.zmq_bind(_handle, endpoint) == 0 ? 0 : LibZmq.LastError();
    }

    /// <summary>Connects to a bound socket, now or when it appears.</summary>
    /// <returns>0, or libzmq's error.</returns>
    public int Connect(string endpoint)
    {
        AllowIpv6(endpoint);
        return LibZmq.zmq_connect(_handle, endpoint) == 0 ? 0 : LibZmq.LastError();
    }

    /// <summary>Frames above this size end the connection that they come from, before they take memory.</summary>
    public void LimitFrames(long bytes) => SetOption(MaxMessageOption, bytes);

    /// <summary>How many messages wait for a slow peer before further ones are dropped.</summary>
    public void LimitQueue(int messages)
    {
        SetOption(SendLimitOption, messages);
        SetOption(ReceiveLimitOption, messages);
    }

    /// <summary>Makes a router report peers that are not there, instead of dropping what is sent to them.</summary>
    public void RequirePeer() => SetOption(RouterMandatoryOption, 1);

    /// <summary>Makes closing drop what was not sent yet.</summary>
    public void DropUnsent() => SetOption(LingerOption, 0);

    /// <summary>Names this end for a router.</summary>
    public void SetIdentity(ReadOnlySpan<byte> identity) => SetOption(IdentityOption, identity);

    /// <summary>Listens to everything.</summary>
    public void SubscribeToAll() => SetOption(SubscribeOption, []);

    /// <summary>Waits for a message.</summary>
    /// <param name="timeoutMilliseconds">How long; <see cref="Forever"/> for no end.</param>
    /// <param name="frames">Its frames.</param>
    public ReceiveStatus Receive(int timeoutMilliseconds, out List<byte[]> frames)
    {
        frames = [];
        if (_timeout != timeoutMilliseconds)
        {
            SetOption(ReceiveTimeoutOption, timeoutMilliseconds);
            _timeout = timeoutMilliseconds;
        }

        long total = 0;
        bool isOversized = false;
        while (true)
        {
            LibZmq.ZmqMessage message;
            _ = LibZmq.zmq_msg_init(&message);
            try
            {
                while (LibZmq.zmq_msg_recv(&message, _handle, 0) < 0)
                {
                    int error = LibZmq.LastError();
                    if (!LibZmq.IsInterrupted(error))
                    {
                        return LibZmq.IsTimeout(error) ? ReceiveStatus.TimedOut : ReceiveStatus.Closed;
                    }
                }

                nuint length = LibZmq.zmq_msg_size(&message);
                total += (long)length;
                isOversized |= total > WireLimits.MessageBytes || frames.Count >= WireLimits.Frames;
                if (!isOversized)
                {
                    frames.Add(new ReadOnlySpan<byte>(LibZmq.zmq_msg_data(&message), (int)length).ToArray());
                }

                if (LibZmq.zmq_msg_more(&message) == 0)
                {
                    break;
                }
            }
            finally
            {
                _ = LibZmq.zmq_msg_close(&message);
            }
        }

        if (isOversized)
        {
            frames = [];
        }

        return isOversized ? ReceiveStatus.Oversized : ReceiveStatus.Received;
    }

    /// <summary>Sends a message.</summary>
    /// <returns>False when the peer is not there, or the context was shut down.</returns>
    public bool Send(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        for (int i = 0; i < frames.Count; i++)
        {
            fixed (byte* data = frames[i].Span)
            {
                int flags = i + 1 < frames.Count ? LibZmq.SendMore : 0;
                while (LibZmq.zmq_send(_handle, data, (nuint)frames[i].Length, flags) < 0)
                {
                    if (!LibZmq.IsInterrupted(LibZmq.LastError()))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    /// <summary>Closes it; what was sent still leaves.</summary>
    public void Dispose()
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
        {
            _ = LibZmq.zmq_close(handle);
        }
    }

    private void AllowIpv6(string endpoint)
    {
        if (endpoint.Contains('['))
        {
            SetOption(Ipv6Option, 1);
        }
    }

    private void SetOption(int option, int value) => SetOption(option, new ReadOnlySpan<byte>(&value, sizeof(int)));

    private void SetOption(int option, long value) => SetOption(option, new ReadOnlySpan<byte>(&value, sizeof(long)));

    private void SetOption(int option, ReadOnlySpan<byte> value)
    {
        fixed (byte* data = value)
        {
            _ = LibZmq.zmq_setsockopt(_handle, option, data, (nuint)value.Length);
        }
    }
}
