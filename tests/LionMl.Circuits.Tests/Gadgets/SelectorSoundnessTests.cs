using LionMl.Circuits.Gadgets;
using LionMl.TestSupport;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>Zero tests and one-hot selectors over a small prime, exhaustively.</summary>
public class SelectorSoundnessTests
{
    [Fact]
    public void Zero_is_told_from_all_other_numbers()
    {
        new GadgetCase<P97>([new(-48, 48)], (gadgets, x) => [gadgets.IsZero(x[0])], x => [x[0] == 0 ? 1 : 0]).IsSound();
        new GadgetCase<P97>([new(-96, 96)], (gadgets, x) => [gadgets.IsZero(x[0])], x => [x[0] == 0 ? 1 : 0]).IsSound();
    }

    [Fact]
    public void Equality_of_two_numbers_is_pinned() => new GadgetCase<P97>(
        [new(-6, 6), new(-6, 6)],
        (gadgets, x) => [gadgets.IsZero(gadgets.NewSum().Add(x[0]).Add(-1, x[1]).Build())],
        x => [x[0] == x[1] ? 1 : 0]).IsSound();

    /// <summary>Indices in range, behind the end, and negative.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Selectors_are_pinned_and_another_index_has_no_witness(int count) => new GadgetCase<P97>(
        [new(-40, 40)],
        (gadgets, x) =>
        {
            var selectors = new IntegerSignal<SmallPrimeField<P97>>[count];
            gadgets.Select(x[0], selectors);
            return selectors;
        },
        x => x[0] >= 0 && x[0] < count ? [.. Enumerable.Range(0, count).Select(j => x[0] == j ? 1L : 0)] : null).IsSound();

    [Fact]
    public void A_selected_number_is_pinned() => new GadgetCase<P97>(
        [new(-2, 4), new(-3, 3), new(-3, 3), new(5, 5)],
        (gadgets, x) =>
        {
            var selectors = new IntegerSignal<SmallPrimeField<P97>>[3];
            gadgets.Select(x[0], selectors);
            SignalSum<SmallPrimeField<P97>> sum = gadgets.NewSum();
            for (int j = 0; j < 3; j++)
                _ = sum.Add(gadgets.Product(selectors[j], x[1 + j]));
            return [sum.Build()];
        },
        x => x[0] is >= 0 and < 3 ? [x[1 + x[0]]] : null).IsSound();

    /// <summary>
    /// ArgMax as the graph composes it: g = [x_j &gt; m], m' = m + g·(x_j − m), i' = i + g·(j − i). Equal numbers give the first index.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_first_greatest_of_three_is_pinned(bool packed) => new GadgetCase<P97>(
        [new(-2, 2), new(-2, 2), new(-2, 2)],
        (gadgets, x) =>
        {
            PackedRows<SmallPrimeField<P97>>? packer = packed ? gadgets.NewPacker() : null;
            IntegerSignal<SmallPrimeField<P97>> greatest = x[0], index = gadgets.Constant(0);
            for (int j = 1; j < 3; j++)
            {
                IntegerSignal<SmallPrimeField<P97>> more = gadgets.NewSum().Add(x[j]).Add(-1, greatest).AddConstant(-1).Build();
                IntegerSignal<SmallPrimeField<P97>> isGreater = gadgets.IsNonNegative(more, 4, packer);
                IntegerSignal<SmallPrimeField<P97>> step = gadgets.NewSum().Add(-1, index).AddConstant(j).Build();
                index = gadgets.NewSum().Add(index).Add(gadgets.Product(isGreater, step)).Build();
                greatest = gadgets.Max([greatest, x[j]], 4, packer);
            }

            return [greatest, index];
        },
        x => [x.Max(), Array.IndexOf(x, x.Max())]).IsSound();
}
