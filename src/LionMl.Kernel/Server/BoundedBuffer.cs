using System.Buffers;

namespace LionMl.Kernel.Server;

/// <summary>A growing buffer with an end.</summary>
/// <param name="limit">The most bytes that it holds.</param>
internal sealed class BoundedBuffer(int limit) : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _inner = new();

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _inner.WrittenMemory;

    /// <inheritdoc/>
    public void Advance(int count)
    {
        if (_inner.WrittenCount + (long)count > limit)
        {
            throw new FullException();
        }

        _inner.Advance(count);
    }

    /// <inheritdoc/>
    // A writer asks for three to six bytes a character before it knows how many it needs.
    public Memory<byte> GetMemory(int sizeHint = 0) => _inner.WrittenCount + (sizeHint / 6L) <= limit
        ? _inner.GetMemory(sizeHint)
        : throw new FullException();

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>There is no room left.</summary>
    public sealed class FullException : Exception;
}
