using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>BLAKE2s-256 without a key (RFC 7693), which snarkVM uses for circuit ids.</summary>
/// <remarks>One instance makes one hash: feed it with <see cref="Update"/>, then take <see cref="Finish"/> once.</remarks>
public sealed class Blake2s
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashBytes = 32;

    private const int BlockBytes = 64;
    private const int Rounds = 10;

    private static readonly uint[] InitialState =
    [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ];

    private static readonly byte[] MessageOrder =
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
    ];

    private readonly uint[] _state = [.. InitialState];
    private readonly byte[] _block = new byte[BlockBytes];
    private int _blockLength;
    private ulong _total;
    private bool _finished;

    /// <summary>An empty message. Parameter block: 32 bytes of hash, no key, fanout and depth 1.</summary>
    public Blake2s() => _state[0] ^= 0x01010000 ^ HashBytes;

    /// <summary>The hash of one message.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> message)
    {
        var hash = new Blake2s();
        hash.Update(message);
        return hash.Finish();
    }

    /// <summary>Appends to the message.</summary>
    /// <exception cref="InvalidOperationException">The hash was already taken.</exception>
    public void Update(ReadOnlySpan<byte> message)
    {
        CheckNotFinished();
        while (!message.IsEmpty)
        {
            // A full block waits until it is known not to be the last one.
            if (_blockLength == BlockBytes)
            {
                _total += BlockBytes;
                Compress(isLast: false);
                _blockLength = 0;
            }

            int taken = Math.Min(BlockBytes - _blockLength, message.Length);
            message[..taken].CopyTo(_block.AsSpan(_blockLength));
            _blockLength += taken;
            message = message[taken..];
        }
    }

    /// <summary>Ends the message.</summary>
    /// <returns>32 bytes.</returns>
    /// <exception cref="InvalidOperationException">The hash was already taken.</exception>
    public byte[] Finish()
    {
        CheckNotFinished();
        _finished = true;
        _total += (ulong)_blockLength;
        _block.AsSpan(_blockLength).Clear();
        Compress(isLast: true);
        byte[] hash = new byte[HashBytes];
        for (int i = 0; i < _state.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(hash.AsSpan(4 * i), _state[i]);
        return hash;
    }

    private void CheckNotFinished()
    {
        if (_finished)
            throw new InvalidOperationException("The hash was already taken; make a new Blake2s for another message.");
    }

    [SkipLocalsInit]
    private void Compress(bool isLast)
    {
        Span<uint> m = stackalloc uint[16];
        Span<uint> v = stackalloc uint[16];
        for (int i = 0; i < 16; i++)
            m[i] = BinaryPrimitives.ReadUInt32LittleEndian(_block.AsSpan(4 * i));
        _state.CopyTo(v);
        InitialState.CopyTo(v[8..]);
        v[12] ^= (uint)_total;
        v[13] ^= (uint)(_total >> 32);
        if (isLast)
            v[14] = ~v[14];
        for (int round = 0; round < Rounds; round++)
        {
            ReadOnlySpan<byte> order = MessageOrder.AsSpan(16 * round, 16);
            for (int column = 0; column < 4; column++)
                Mix(v, column, column + 4, column + 8, column + 12, m[order[2 * column]], m[order[(2 * column) + 1]]);
            for (int i = 0; i < 4; i++)
            {
                Mix(v, i, 4 + ((i + 1) & 3), 8 + ((i + 2) & 3), 12 + ((i + 3) & 3), m[order[8 + (2 * i)]], m[order[9 + (2 * i)]]);
            }
        }

        for (int i = 0; i < 8; i++)
            _state[i] ^= v[i] ^ v[i + 8];
    }

    private static void Mix(Span<uint> v, int a, int b, int c, int d, uint first, uint second)
    {
        v[a] += v[b] + first;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 12);
        v[a] += v[b] + second;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 8);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 7);
    }
}
