using System.Numerics;
using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

/// <summary>
/// The inner products of I vectors with J vectors, in I·J slots of one field element: Σ_k u_k·v_k = Σ 2^(slotBits·(J·i + j)) · Y_ij.
/// Rows: the vectors' length, whatever I and J are. Each product must be claimed, by <see cref="Slot"/>; the last claim writes the
/// last row.
/// </summary>
/// <remarks>
/// The products are field elements and need no bound: the row is an identity of the field. It pins each Y_ij because what is claimed of
/// it, Y_ij minus digits, is bounded before (by the ranges of the vectors and by digits being digits) to less than 2^slotBits, and the
/// whole sum to less than the field: then it is zero as an integer, so its lowest slot is, and so on upwards.
/// </remarks>
/// <typeparam name="F">The field.</typeparam>
public sealed class ProductTile<F>
    where F : unmanaged, IField<F>
{
    private readonly IntegerGadgets<F> _gadgets;
    private readonly LinearCombinationAccumulator<F> _claims;
    private readonly LinearCombination<F> _left;
    private readonly LinearCombination<F> _right;
    private readonly int _slotBits;
    private readonly bool[] _claimed;
    private BigInteger _largest;
    private int _open;

    internal ProductTile(
        IntegerGadgets<F> gadgets,
        int slots,
        int slotBits,
        LinearCombinationAccumulator<F> products,
        (LinearCombination<F> Left, LinearCombination<F> Right) last,
        BigInteger reserved,
        int row)
    {
        _gadgets = gadgets;
        _claims = products;
        (_left, _right) = last;
        _largest = reserved;
        _slotBits = slotBits;
        _claimed = new bool[slots];
        _open = slots;
        Row = row;
    }

    /// <summary>Whether every product was claimed, and so the last row written.</summary>
    public bool IsComplete => _open == 0;

    /// <summary>The number of the row among packed ones; 0 while a witness is computed.</summary>
    internal int Row { get; }

    /// <summary>The place of a product: takes the claim that the product, and what is added to it, is zero.</summary>
    /// <param name="slot">J·i + j.</param>
    public PackedRows<F> Slot(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)_claimed.Length);
        return new TileSlot<F>(_gadgets, this, slot);
    }

    /// <summary>Claims that a sum, in which the slot's product stands as a signal without terms, is zero.</summary>
    internal int Claim(int slot, SignalSum<F> sum)
    {
        if (_claimed[slot])
            throw new InvalidOperationException("A tile's product was claimed twice.");
        _claimed[slot] = true;
        _open--;
        if (_gadgets.System.IsRecording)
        {
            BigInteger magnitude = sum.Magnitude(Row);
            _largest += magnitude << (_slotBits * slot);
            if (magnitude.GetBitLength() > _slotBits || _largest >= F.Modulus)
                throw _gadgets.WouldWrap();
            _claims.AddAndClear(-FieldMath.Pow(F.FromInt64(2), (ulong)(_slotBits * slot)), sum.Terms);
        }

        sum.Clear();
        if (IsComplete)
            Complete();
        return Row;
    }

    // Σ_k u_k·v_k is minus what was added to the products.
    private void Complete()
    {
        _gadgets.CloseTile();
        if (_gadgets.System.IsRecording)
            _gadgets.System.EnforceProduct(_left, _right, _claims.Build());
    }
}
