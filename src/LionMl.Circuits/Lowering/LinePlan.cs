using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>
/// How the lines of a convolution (its last axis) are cut into chunks whose products hold several results each: I inputs times J taps in
/// one row for each input channel and line of the kernel, and carries between chunks.
/// </summary>
/// <param name="SlotBits">Bits of a slot.</param>
/// <param name="Inputs">Inputs of a chunk.</param>
/// <param name="Chunks">Chunks of a line.</param>
/// <param name="Head">Coefficients before the first result, in one integer.</param>
/// <param name="Tail">Coefficients behind the last result, in one integer.</param>
internal sealed record LinePlan(int SlotBits, int Inputs, int Chunks, int Head, int Tail)
{
    /// <summary>A plan for a convolution that moves by one along its last axis; null for others, and where slots are too few.</summary>
    public static LinePlan? Of(TiledNode node, int slotBits)
    {
        if (node is not ParameterConvolutionNode { IsLineDense: true } convolution)
        {
            return null;
        }

        // One slot less than fits: carries and coefficients are counted beside each other.
        int taps = convolution.LineTaps;
        int inputs = Math.Min(((int)(Fr.Modulus.GetBitLength() - 2) / slotBits) - taps + 1, convolution.LineInputs);
        int chunks = inputs < taps - 1 || inputs < 1 ? 0 : (convolution.LineInputs + inputs - 1) / inputs;
        return chunks == 0 ? null
            : new LinePlan(slotBits, inputs, chunks, taps - 1 - convolution.LinePadding, convolution.LineTail);
    }

    /// <summary>Products of a chunk.</summary>
    public static int LengthOf(ParameterConvolutionNode node) => node.InnerLength / node.LineTaps;

    /// <summary>Lines of the whole node.</summary>
    public static long LinesOf(ParameterConvolutionNode node) => (long)node.Blocks * (node.BlockRows / node.LineResults);

    /// <summary>Rows of the whole node: packed inputs and weights, products and the digits of carries.</summary>
    public long RowsOf(ParameterConvolutionNode node)
    {
        long line = ((long)Chunks * LengthOf(node)) + CarryBits(node);
        long weights = (long)node.Blocks * node.BlockColumns * LengthOf(node);
        return weights + (LinesOf(node) * ((line * node.BlockColumns) + ((long)Chunks * LengthOf(node))));
    }

    /// <summary>Bits of all carries of a line of one channel.</summary>
    public long CarryBits(ParameterConvolutionNode node) => (((long)(Chunks - 1) * (node.LineTaps - 1)) + Head + Tail) * SlotBits;
}
