using System.Numerics;

namespace LionMl.Algebra.Tests.Hashes;

/// <summary>The bit generator from which Poseidon's constants come: an 80-bit LFSR, thinned out by its own output.</summary>
internal sealed class GrainGenerator
{
    private readonly Queue<bool> _state = new();
    private readonly int _bits;

    public GrainGenerator(int bits, int width, int fullRounds, int partialRounds)
    {
        _bits = bits;
        // Two bits: a prime field. Four bits: the S-box is a power.
        Append(1, 2);
        Append(0, 4);
        Append(bits, 12);
        Append(width, 12);
        Append(fullRounds, 10);
        Append(partialRounds, 10);
        Append((1 << 30) - 1, 30);
        for (int i = 0; i < 160; i++)
            _ = Step();
    }

    public BigInteger NextNumber()
    {
        BigInteger number = 0;
        for (int i = 0; i < _bits; i++)
        {
            while (!Step())
                _ = Step();
            number = (number << 1) + (Step() ? 1 : 0);
        }

        return number;
    }

    private bool Step()
    {
        bool[] s = [.. _state];
        bool bit = s[62] ^ s[51] ^ s[38] ^ s[23] ^ s[13] ^ s[0];
        _ = _state.Dequeue();
        _state.Enqueue(bit);
        return bit;
    }

    private void Append(int value, int bits)
    {
        for (int i = bits - 1; i >= 0; i--)
            _state.Enqueue(((value >> i) & 1) != 0);
    }
}
