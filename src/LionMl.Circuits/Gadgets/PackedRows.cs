using System.Numerics;
using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

/// <summary>
/// Puts many claims "this sum is zero" into one linear constraint, each sum in a slot of its own: Σ 2^offset · sum = 0. Sums that share
/// variables share entries.
/// </summary>
/// <remarks>
/// Sound because every sum is bounded before the row is known to hold: the total is then smaller than the field, so it is zero as an
/// integer, so the lowest slot is zero modulo its size and hence zero, and so on upwards. A row is written when the next sum does not
/// fit; the last one by <see cref="Flush"/>.
/// </remarks>
/// <typeparam name="F">The field.</typeparam>
public class PackedRows<F>
    where F : unmanaged, IField<F>
{
    private readonly IntegerGadgets<F> _gadgets;
    private readonly LinearCombinationAccumulator<F> _row;
    private BigInteger _largest;
    private int _offset;
    private F _scale = F.One;

    internal PackedRows(IntegerGadgets<F> gadgets)
    {
        _gadgets = gadgets;
        _row = gadgets.System.Accumulate();
    }

    /// <summary>How many rows were written.</summary>
    public int RowCount { get; private set; }

    /// <summary>How many sums the open row holds.</summary>
    public int OpenSums { get; private set; }

    /// <summary>The number of the open row; 0 if there is none or a witness is computed.</summary>
    internal int OpenRow { get; private protected set; }

    /// <summary>Writes the open row, if there is one. Call it after the last gadget that used this.</summary>
    public void Flush()
    {
        if (OpenSums == 0)
            return;
        _gadgets.System.EnforceZero(_row.Build());
        RowCount++;
        OpenSums = 0;
        OpenRow = 0;
        _offset = 0;
        _scale = F.One;
        _largest = BigInteger.Zero;
    }

    /// <summary>Claims that a sum is zero; the sum is empty afterwards.</summary>
    /// <returns>The number of the packed row, for <see cref="IntegerSignal{F}.SettledBy"/>; 0 while a witness is computed.</returns>
    /// <exception cref="InvalidOperationException">The sum contains a free variable.</exception>
    /// <exception cref="CircuitException">The sum alone could wrap around in the field.</exception>
    internal virtual int AddZero(SignalSum<F> sum)
    {
        if (!_gadgets.System.IsRecording)
        {
            sum.Clear();
            return 0;
        }

        if (OpenSums > 0 && !Fits(sum.Magnitude(OpenRow)))
            Flush();
        if (OpenSums == 0)
            OpenRow = _gadgets.NextPackedRow();
        BigInteger magnitude = sum.Magnitude(OpenRow);
        if (!Fits(magnitude))
            throw _gadgets.WouldWrap();
        _row.AddAndClear(_scale, sum.Terms);
        sum.Clear();
        _largest += magnitude << _offset;
        int slot = (int)magnitude.GetBitLength();
        _offset += slot;
        _scale *= FieldMath.Pow(F.FromInt64(2), (ulong)slot);
        OpenSums++;
        return OpenRow;
    }

    private bool Fits(BigInteger magnitude) => _largest + (magnitude << _offset) < F.Modulus;
}
