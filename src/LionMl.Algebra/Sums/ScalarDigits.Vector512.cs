using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512<long>;

namespace LionMl.Algebra;

internal sealed unsafe partial class ScalarDigits
{
    private const int ChunkBlocks = ChunkLength / FrLanes.Lanes;

    /// <summary>See <see cref="Write"/>; eight scalars at a time.</summary>
    public void WriteVector512(FrVector scalars, int start, int end)
    {
        if (start == end)
            return;
        long* plain = stackalloc long[(ChunkBlocks * FrLanes.BlockWords) + 8];
        plain = (long*)(((nint)plain + 63) & ~(nint)63);
        // Multiplying by the number 1 takes the Montgomery radix away.
        long* one = stackalloc long[FrLanes.Limbs];
        one[0] = 1;
        for (int j = 1; j < FrLanes.Limbs; j++)
            one[j] = 0;
        int firstBlock = (_firstScalar + start) / FrLanes.Lanes;
        int lastBlock = (_firstScalar + end - 1) / FrLanes.Lanes;
        // Ranges that meet within a block both write all of its digits, the same ones.
        short* target = _digits + (((long)firstBlock * FrLanes.Lanes) - _firstScalar);
        using AlignedLease memory = scalars.Lease();
        for (int block = firstBlock; block <= lastBlock; block += ChunkBlocks)
        {
            int blocks = Math.Min(ChunkBlocks, lastBlock + 1 - block);
            FrKernels512.Scale(plain, memory.Words + ((long)block * FrLanes.BlockWords), one, blocks);
            WriteBlocks(plain, blocks, target);
            target += blocks * FrLanes.Lanes;
        }
    }

    // With a bias that makes every digit but the top one non-negative, all digits can be cut out without carries.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteBlocks(long* plain, int blocks, short* target)
    {
        int bits = _plan.WindowBits;
        int windows = _plan.Windows;
        UInt128 bias = 0;
        for (int window = 0; window < windows - 1; window++)
            bias |= UInt128.One << ((bits * window) + bits - 1);
        V biasLow = Vector512.Create((long)(ulong)bias), biasHigh = Vector512.Create((long)(ulong)(bias >> 64));
        V mask = Vector512.Create((1L << bits) - 1), digitBias = Vector512.Create(1L << (bits - 1));
        int topShift = (bits * (windows - 1)) - 64;
        V* halves = stackalloc V[4];
        V* used = stackalloc V[2 * windows];
        for (int i = 0; i < 2 * windows; i++)
            used[i] = V.Zero;
        for (int block = 0; block < blocks; block++)
        {
            ScalarHalves512.Split(plain + (block * FrLanes.BlockWords), halves);
            for (int half = 0; half < 2; half++)
            {
                V low = halves[2 * half] + biasLow;
                V carry = Vector512.LessThan(low.AsUInt64(), biasLow.AsUInt64()).AsInt64();
                V high = halves[(2 * half) + 1] + biasHigh - carry;
                short* place = target + (block * FrLanes.Lanes) + (half * windows * _stride);
                V* seen = used + (half * windows);
                for (int window = 0; window < windows; window++)
                {
                    int shift = bits * window;
                    V digit;
                    if (window == windows - 1)
                        digit = Vector512.ShiftRightArithmetic(high, topShift);
                    else if (shift >= 64)
                        digit = (Vector512.ShiftRightLogical(high, shift - 64) & mask) - digitBias;
                    else if (shift + bits <= 64)
                        digit = (Vector512.ShiftRightLogical(low, shift) & mask) - digitBias;
                    else
                        digit = ((Vector512.ShiftRightLogical(low, shift) | (high << (64 - shift))) & mask) - digitBias;
                    Avx512F.ConvertToVector128Int16(digit).Store(place);
                    seen[window] |= digit;
                    place += _stride;
                }
            }
        }

        for (int i = 0; i < 2 * windows; i++)
        {
            if (used[i] != V.Zero)
                _used[i] = 1;
        }
    }
}
