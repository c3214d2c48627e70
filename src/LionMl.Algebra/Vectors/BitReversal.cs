namespace LionMl.Algebra;

/// <summary>Indices with their bits in reverse.</summary>
internal static class BitReversal
{
    /// <summary>The low <paramref name="bits"/> bits of <paramref name="index"/> in reverse order; the others must be zero.</summary>
    public static int Of(int index, int bits)
    {
        uint x = (uint)index;
        x = ((x >> 1) & 0x55555555) | ((x & 0x55555555) << 1);
        x = ((x >> 2) & 0x33333333) | ((x & 0x33333333) << 2);
        x = ((x >> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
        x = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(x);
        return bits == 0 ? 0 : (int)(x >> (32 - bits));
    }
}
