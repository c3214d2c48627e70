using System.Numerics;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    private int _openTiles;

    /// <summary>The most slots of so many bits that a field element holds.</summary>
    public static int TileSlots(int slotBits) => Math.Max(1, (int)(F.Modulus.GetBitLength() - 1) / slotBits);

    /// <summary>Puts vectors of one length side by side, for <see cref="MultiplyTile"/>. Rows: none, or the length.</summary>
    /// <param name="count">How many vectors.</param>
    /// <param name="length">Elements of each.</param>
    /// <param name="step">Bits between neighbours.</param>
    /// <param name="element">Element k of vector i; null where the vector has none, which counts as zero.</param>
    /// <param name="known">What rows written before hold every element in, where that is narrower than the elements' own ranges.</param>
    /// <param name="asVariables">Each packed element becomes a variable (for vectors that many tiles read).</param>
    public PackedVector<F> PackVectors(
        int count, int length, int step, Func<int, int, IntegerSignal<F>?> element, bool asVariables, IntegerRange? known = null)
    {
        ArgumentNullException.ThrowIfNull(element);
        F unit = FieldPower(step);
        var elements = new FieldSignal<F>[length];
        IntegerRange range = IntegerRange.Zero, prior = IntegerRange.Zero;
        int settledBy = 0;
        LinearCombinationBuilder<F> terms = System.Combine();
        for (int k = 0; k < length; k++)
        {
            F factor = F.One, value = F.Zero;
            bool isZero = true;
            for (int i = 0; i < count; i++)
            {
                if (element(i, k) is { } signal)
                {
                    ThrowIfFree(signal);
                    isZero = false;
                    range = range.Union(signal.Range);
                    prior = prior.Union(signal.SettledBy == 0 ? signal.Range : signal.Prior);
                    settledBy = Math.Max(settledBy, signal.SettledBy);
                    if (_recording)
                        _ = terms.Add(factor, signal.Combination);
                    else
                        value += factor * F.FromInt64(signal.Value);
                }

                factor *= unit;
            }

            elements[k] = isZero ? FieldSignal<F>.Constant(F.Zero)
                : new FieldSignal<F>(_recording ? terms.Build() : LinearCombination<F>.Untracked, value);
            if (asVariables && !isZero)
                elements[k] = Named(elements[k]);
        }

        if (known is { } narrower)
        {
            range = new IntegerRange(
                Math.Max(range.Low, Math.Min(0, narrower.Low)), Math.Min(range.High, Math.Max(0, narrower.High)));
            settledBy = Math.Max(settledBy, _packedRows);
        }

        return new PackedVector<F>(elements, count, step, range, prior, settledBy);
    }

    /// <summary>All inner products of the vectors of two packs. Rows: the vectors' length, the last when every product is claimed.</summary>
    /// <param name="left">I vectors, slotBits·J bits apart.</param>
    /// <param name="right">J vectors, slotBits bits apart.</param>
    /// <param name="slotBits">Bits of a slot: every claim's magnitude must be below 2^slotBits.</param>
    public ProductTile<F> MultiplyTile(PackedVector<F> left, PackedVector<F> right, int slotBits)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentOutOfRangeException.ThrowIfNotEqual(left.Length, right.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Step, slotBits);
        ArgumentOutOfRangeException.ThrowIfNotEqual(left.Step, slotBits * right.Count);
        int row = _recording ? NextPackedRow() : 0;
        return WriteTile(left, right, System.Accumulate(), left.Count * right.Count, slotBits, 0, row);
    }

    // All rows but the last. What products add up to goes to a tile that writes the last row.
    private ProductTile<F> WriteTile(
        PackedVector<F> left,
        PackedVector<F> right,
        LinearCombinationAccumulator<F> products,
        int slots,
        int slotBits,
        BigInteger reserved,
        int row)
    {
        LinearCombinationBuilder<F> term = System.Combine();
        LinearCombination<F> lastLeft = default, lastRight = default;
        bool isFirst = true;
        F before = F.Zero;
        for (int k = 0; k < left.Length; k++)
        {
            FieldSignal<F> u = left.Elements[k], v = right.Elements[k];
            if (u.IsConstant || v.IsConstant)
                continue;
            if (!isFirst)
            {
                Variable product = System.AllocatePrivate(before);
                if (_recording)
                {
                    System.EnforceProduct(lastLeft, lastRight, product);
                    products.AddAndClear(F.One, term.Add(-1, product));
                }
            }

            isFirst = false;
            (lastLeft, lastRight, before) = (u.Combination, v.Combination, u.Value * v.Value);
        }

        _openTiles++;
        return new ProductTile<F>(this, slots, slotBits, products, (lastLeft, lastRight), reserved, row);
    }

    /// <summary>A product of a tile, plus something, as a signal that only its slot's claim may use.</summary>
    /// <param name="left">The tile's left vectors.</param>
    /// <param name="right">The tile's right vectors.</param>
    /// <param name="addend">What is added to the product, or null.</param>
    /// <param name="value">The sum; ignored while recording.</param>
    /// <param name="terms">The most products of two elements that add up to it; null for the vectors' length.</param>
    public IntegerSignal<F> TileProduct(
        PackedVector<F> left, PackedVector<F> right, IntegerSignal<F>? addend, long value, int? terms = null)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        IntegerSignal<F> product = Unwritten(
            terms ?? left.Length, left.Range, right.Range, left.Prior, right.Prior, Math.Max(left.SettledBy, right.SettledBy));
        IntegerSignal<F> sum = addend is { } summand ? _sum.Add(product).Add(summand).Build() : product;
        return new IntegerSignal<F>(sum.Combination, sum.Range, sum.Prior, sum.SettledBy, _recording ? 0 : value);
    }

    /// <summary>A product of a tile as a variable of its own. Rows: bits.</summary>
    /// <param name="product">By <see cref="TileProduct"/>.</param>
    /// <param name="slot">Its slot.</param>
    /// <param name="bits">Bits of the variable, sign included; its product must fit.</param>
    /// <param name="variable">The variable to become the result, for public outputs; null for a new one.</param>
    /// <exception cref="RangeException">The product does not fit.</exception>
    public IntegerSignal<F> UnpackProduct(in IntegerSignal<F> product, PackedRows<F> slot, int bits, Variable? variable = null)
    {
        IntegerSignal<F> result = variable is { } given
            ? CheckedInput(given, product.Value, bits, signed: true)
            : PrivateInput(product.Value, bits, signed: true);
        _ = _claim.Add(product).Add(-1, result);
        int settledBy = Conclude(slot);
        return settledBy == 0 ? result
            : new IntegerSignal<F>(result.Combination, product.Range, result.Range.Union(product.Range), settledBy, result.Value);
    }

    /// <summary>Claims nothing of a tile's slot: one of its vectors has no elements, or its product is part of a carry.</summary>
    public void LeaveEmpty(PackedRows<F> slot)
    {
        ArgumentNullException.ThrowIfNull(slot);
        _ = slot.AddZero(_claim);
    }

    /// <summary>Makes sure that every product of every tile was claimed: a circuit with an open tile is unsound.</summary>
    /// <exception cref="InvalidOperationException">A tile is open.</exception>
    public void RequireCompleteTiles()
    {
        if (_openTiles > 0)
            throw new InvalidOperationException($"{_openTiles} tile(s) have products that nobody claimed.");
    }

    internal void CloseTile() => _openTiles--;

    private IntegerSignal<F> Unwritten(
        int length, IntegerRange left, IntegerRange right, IntegerRange leftPrior, IntegerRange rightPrior, int settledBy)
    {
        IntegerRange Times(IntegerRange one) => IntegerRange.Checked((Int128)length * one.Low, (Int128)length * one.High, System.CurrentScope);
        IntegerRange range = Times(ProductRange(left, right));
        IntegerRange prior = settledBy == 0 ? range : Times(ProductRange(leftPrior, rightPrior));
        return new IntegerSignal<F>(_recording ? default : LinearCombination<F>.Untracked, range, prior, settledBy, 0);
    }

    private FieldSignal<F> Named(in FieldSignal<F> signal)
    {
        Variable variable = System.AllocatePrivate(signal.Value);
        if (!_recording)
            return signal;
        System.EnforceZero(System.Combine().Add(signal.Combination).Add(-1, variable).Build());
        return new FieldSignal<F>(variable, F.Zero);
    }

    private static F FieldPower(int bits) => Algebra.FieldMath.Pow(F.FromInt64(2), (ulong)bits);
}
