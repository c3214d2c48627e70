using System.Numerics;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    private const int MostDigits = 64;

    /// <summary>
    /// A chunk of a line of inputs times the taps of a kernel: Σ_k u_k·v_k has a coefficient of the line's convolution in each of I + J − 1
    /// slots; those that the next chunk adds to are carried over. Rows: the vectors' length, the last when every product is claimed.
    /// </summary>
    /// <param name="left">I neighbouring inputs, slotBits apart, for each element of the kernel's other axes.</param>
    /// <param name="right">J taps, the last first, slotBits apart.</param>
    /// <param name="slotBits">Bits of a slot: every claim's magnitude, and twice that of a coefficient, must be below 2^slotBits.</param>
    /// <param name="carries">Integers of several slots: carried in, carried out, and coefficients that no output is made of.</param>
    /// <param name="row">The number that all chunks of a line share (<see cref="NextPackedRow"/>); 0 while a witness is computed.</param>
    internal ProductTile<F> MultiplyChunk(
        PackedVector<F> left, PackedVector<F> right, int slotBits, ReadOnlySpan<TileCarry<F>> carries, int row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(left.Length, right.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Step, slotBits);
        ArgumentOutOfRangeException.ThrowIfNotEqual(left.Step, slotBits);
        int slots = left.Count + right.Count - 1;
        LinearCombinationAccumulator<F> rest = System.Accumulate();
        BigInteger reserved = BigInteger.Zero;
        if (_recording)
        {
            IntegerRange coefficient = Unwritten(left.Length * Math.Min(left.Count, right.Count), left.Range, right.Range, left.Range, right.Range, 0).Range;
            BigInteger most = BigInteger.Max(coefficient.High, -(BigInteger)coefficient.Low);
            if (2 * most >= BigInteger.One << slotBits)
                throw WouldWrap();
            for (int slot = 0; slot < slots; slot++)
                reserved += most << (slotBits * slot);
            LinearCombinationBuilder<F> term = System.Combine();
            foreach (TileCarry<F> carry in carries)
            {
                // The tile's last row is minus what it is added to.
                F factor = FieldPower(slotBits * carry.Slot);
                rest.AddAndClear(F.One, term.Add(carry.IsIn ? -factor : factor, carry.Value.Combination));
                reserved += BigInteger.One << ((slotBits * (carry.Slot + carry.Slots)) - 1);
            }
        }

        return WriteTile(left, right, rest, slots, slotBits, reserved, row);
    }

    /// <summary>A signed integer of any number of bits, as a variable. Rows: bits.</summary>
    /// <param name="value">The integer; ignored while recording.</param>
    /// <param name="bits">Bits, sign included; fewer than the modulus has.</param>
    internal FieldSignal<F> WideInteger(BigInteger value, int bits)
    {
        if (bits >= F.Modulus.GetBitLength())
            throw WouldWrap();
        BigInteger offset = BigInteger.One << (bits - 1), digits = _recording ? BigInteger.Zero : value + offset;
        if (digits.Sign < 0 || digits >> bits != 0)
            throw new InvalidOperationException($"A carry of {bits} bits overflows.");
        Variable variable = System.AllocatePrivate(_recording ? F.Zero : F.FromBigInteger(value));
        LinearCombinationBuilder<F> lowest = System.Combine();
        if (_recording)
            _ = lowest.Add(variable).AddConstant(F.FromBigInteger(offset));
        for (int start = 1; start < bits; start += MostDigits)
        {
            int count = Math.Min(MostDigits, bits - start);
            var own = NewDigits((ulong)((digits >> start) & ulong.MaxValue), count);
            for (int i = 0; i < count && _recording; i++)
                _ = lowest.Add(-FieldPower(start + i), own[i].Combination);
        }

        if (_recording)
            System.EnforceBoolean(lowest.Build());
        return new FieldSignal<F>(_recording ? variable : LinearCombination<F>.Untracked, _recording ? F.Zero : F.FromBigInteger(value));
    }
}
