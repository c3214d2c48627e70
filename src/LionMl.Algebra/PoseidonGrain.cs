using System.Numerics;

namespace LionMl.Algebra;

/// <summary>The bit generator that Poseidon's constants are drawn from: an 80-bit shift register whose output thins itself out.</summary>
/// <remarks>Grassi et al., "Poseidon: A new hash function for zero-knowledge proof systems", 2021, appendix E.</remarks>
internal sealed class PoseidonGrain
{
    private const int Length = 80;
    private const int Discarded = 160;
    private static readonly int[] Taps = [62, 51, 38, 23, 13, 0];

    private readonly bool[] _state = new bool[Length];
    private readonly int _bits;
    private int _start;

    /// <param name="bits">Bits of the modulus.</param>
    /// <param name="width">Elements of the state.</param>
    /// <param name="fullRounds">Rounds that raise the whole state.</param>
    /// <param name="partialRounds">Rounds that raise one element.</param>
    public PoseidonGrain(int bits, int width, int fullRounds, int partialRounds)
    {
        _bits = bits;
        int at = 0;
        void Append(int value, int count)
        {
            for (int i = count - 1; i >= 0; i--)
                _state[at++] = ((value >> i) & 1) != 0;
        }

        // A prime field; an S-box that is a power; the sizes; ones.
        Append(1, 2);
        Append(0, 4);
        Append(bits, 12);
        Append(width, 12);
        Append(fullRounds, 10);
        Append(partialRounds, 10);
        Append((1 << 30) - 1, 30);
        for (int i = 0; i < Discarded; i++)
            _ = Step();
    }

    /// <summary>The next number of as many bits as the modulus; it need not be below it.</summary>
    public BigInteger NextNumber()
    {
        Span<byte> bytes = stackalloc byte[(_bits + 7) / 8];
        bytes.Clear();
        for (int i = _bits - 1; i >= 0; i--)
        {
            // Of two bits the second counts, and only behind a one.
            while (!Step())
                _ = Step();
            if (Step())
                bytes[i / 8] |= (byte)(1 << (i % 8));
        }

        return new BigInteger(bytes, isUnsigned: true);
    }

    private bool Step()
    {
        bool bit = false;
        foreach (int tap in Taps)
            bit ^= _state[(_start + tap) % Length];
        _state[_start] = bit;
        _start = (_start + 1) % Length;
        return bit;
    }
}
