using System.Numerics;
using System.Runtime.InteropServices;

namespace LionMl.Algebra.Tests.Vectors;

/// <summary>Blocks of eight lanes in aligned memory, readable and writable as integers.</summary>
internal sealed unsafe class LaneBlock : IDisposable
{
    private readonly int _limbs;
    private readonly int _limbBits;

    public LaneBlock(LaneField field, int blocks = 1)
    {
        _limbs = field.Limbs;
        _limbBits = field.LimbBits;
        Length = 8 * blocks;
        Pointer = (long*)NativeMemory.AlignedAlloc((nuint)(blocks * 64 * _limbs), 64);
        new Span<long>(Pointer, blocks * 8 * _limbs).Clear();
    }

    public long* Pointer { get; private set; }

    public int Length { get; }

    public BigInteger this[int index]
    {
        get
        {
            BigInteger value = 0;
            for (int j = _limbs - 1; j >= 0; j--)
                value = (value << _limbBits) + *Limb(index, j);

            return value;
        }

        set
        {
            for (int j = 0; j < _limbs - 1; j++)
            {
                *Limb(index, j) = (long)(value & ((BigInteger.One << _limbBits) - 1));
                value >>= _limbBits;
            }

            *Limb(index, _limbs - 1) = (long)value;
        }
    }

    public long* Limb(int index, int limb) => Pointer + (8L * _limbs * (index / 8)) + (8 * limb) + (index % 8);

    public BigInteger[] ToArray() => [.. Enumerable.Range(0, Length).Select(i => this[i])];

    public void Dispose()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
