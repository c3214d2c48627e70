namespace LionMl.Algebra;

/// <summary>The generated kernels of one vector path, over consecutive 64-byte-aligned blocks of eight scalars.</summary>
/// <remarks>
/// <para>A block is <c>[5 limbs][8 lanes]</c>, see <see cref="FrLanes"/>. Limbs are signed and unnormalised. Bounds: |value| &lt; 64·p;
/// limbs of at most 2^53 in one factor and 2^52 + 2^10 in the other and in a square. A product lies within |a·b|/2^260 + 2·p of zero, in
/// (−p/3, 2.4·p) for factors below 8·p, with limbs within 2^10 of [0, 2^52].</para>
/// <para>Blocks are processed in increasing order, so that a result may feed a later block of the same call. A result may be an operand.
/// A <c>factor</c> is one element: five limbs side by side.</para>
/// </remarks>
internal unsafe interface IFrKernels
{
    /// <summary>product = left·right.</summary>
    static abstract void Multiply(long* product, long* left, long* right, nint blocks);

    /// <summary>product = value².</summary>
    static abstract void Square(long* product, long* value, nint blocks);

    /// <summary>product = value·factor.</summary>
    static abstract void Scale(long* product, long* value, long* factor, nint blocks);

    /// <summary>(u, v) = (u + factor·v, u − factor·v) without normalising: limbs grow by 2^52 + 2^10 a call, to 2^57 at most.</summary>
    static abstract void Butterfly(long* u, long* v, long* factor, nint blocks);

    /// <summary><see cref="Butterfly"/> with a factor for each lane: one block, the same for all blocks.</summary>
    static abstract void ButterflyLanes(long* u, long* v, long* factors, nint blocks);

    /// <summary>(u, v) = (u + v, (u − v)·factor) of reduced elements, reduced.</summary>
    static abstract void InverseButterfly(long* u, long* v, long* factor, nint blocks);

    /// <summary><see cref="InverseButterfly"/> with a factor for each lane: one block, the same for all blocks.</summary>
    static abstract void InverseButterflyLanes(long* u, long* v, long* factors, nint blocks);
}
