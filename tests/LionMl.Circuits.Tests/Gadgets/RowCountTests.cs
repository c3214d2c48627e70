using LionMl.Algebra;
using LionMl.Circuits.Gadgets;
using LionMl.R1cs;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>Golden sizes: constraints, private variables and the entries of packed rows. They change only on purpose.</summary>
public class RowCountTests
{
    [Fact]
    public void Range_checks_cost_their_bits()
    {
        R1csCircuit<Fr> circuit = Record((gadgets, _) => [gadgets.PrivateInput(0, 8, true)]);
        Assert.Equal((8, 8), Size(circuit));
    }

    [Theory]
    [InlineData(20, 8, false, false, 20, 19)]
    [InlineData(20, 8, true, false, 21, 20)]
    [InlineData(20, 8, false, true, 20, 19)]
    [InlineData(20, 8, true, true, 21, 20)]
    public void Rescaling_costs_its_width(int width, int shift, bool packed, bool asVariable, int rows, int variables) => Assert.Equal(
        (rows, variables),
        Size(Record((gadgets, x) => [gadgets.Rescale(x, width, shift, Packer(gadgets, packed), asVariable)])));

    [Theory]
    [InlineData(20, 8, false, 21, 20)]
    [InlineData(20, 8, true, 22, 21)]
    [InlineData(20, 0, false, 21, 20)]
    [InlineData(20, 0, true, 22, 21)]
    public void Relu_costs_its_width_and_one(int width, int shift, bool packed, int rows, int variables) => Assert.Equal(
        (rows, variables), Size(Record((gadgets, x) => [gadgets.ReluRescale(x, width, shift, Packer(gadgets, packed))])));

    [Theory]
    [InlineData(20, 8, 8, false, 23, 22)]
    [InlineData(20, 8, 8, true, 24, 23)]
    public void Saturating_relu_costs_its_width_and_three(
        int width, int shift, int outputBits, bool packed, int rows, int variables) => Assert.Equal(
        (rows, variables),
        Size(Record((gadgets, x) => [gadgets.SaturatingReluRescale(x, width, shift, outputBits, Packer(gadgets, packed))])));

    [Theory]
    [InlineData(4, 12, false, 3 * 13, 3 * 12)]
    [InlineData(4, 12, true, (3 * 13) + 1, 3 * 13)]
    public void Maximum_costs_its_width_and_one_a_step(int count, int width, bool packed, int rows, int variables) => Assert.Equal(
        (rows, variables),
        Size(Record((gadgets, x) => [gadgets.Max([.. Enumerable.Repeat(x, count)], width, Packer(gadgets, packed))])));

    [Theory]
    [InlineData(9, 10, false, 14, 13)]
    [InlineData(9, 10, true, 15, 14)]
    [InlineData(49, 10, false, 16, 15)]
    public void Division_costs_quotient_and_remainder(int divisor, int bits, bool packed, int rows, int variables) => Assert.Equal(
        (rows, variables), Size(Record((gadgets, x) => [gadgets.DivideByConstant(x, divisor, bits, Packer(gadgets, packed))])));

    [Fact]
    public void Products_cost_one_and_powers_their_chain()
    {
        Assert.Equal((1, 1), Size(Record((gadgets, x) => [gadgets.Product(x, x)])));
        Assert.Equal((1, 1), Size(Record((gadgets, x) => [gadgets.Square(x)])));
        Assert.Equal((0, 0), Size(Record((gadgets, x) => [gadgets.Power(x, 1)])));
        Assert.Equal((2, 2), Size(Record((gadgets, x) => [gadgets.Power(x, 3)])));
        Assert.Equal((2, 2), Size(Record((gadgets, x) => [gadgets.Power(x, 4)])));
        Assert.Equal((21, 20), Size(Record((gadgets, x) => [gadgets.RescaleProduct(x, x, 20, 8)])));
        Assert.Equal((21, 20), Size(Record((gadgets, x) => [gadgets.RescaleProduct(x, x, 20, 8, asVariable: true)])));
    }

    [Fact]
    public void Zero_tests_cost_two_and_selectors_their_count_and_one()
    {
        Assert.Equal((2, 2), Size(Record((gadgets, x) => [gadgets.IsZero(x)])));
        foreach (int count in (int[])[1, 4, 9])
        {
            Assert.Equal((count + 1, count), Size(Record((gadgets, x) =>
            {
                gadgets.Select(x, new IntegerSignal<Fr>[count]);
                return [];
            })));
        }
    }

    /// <summary>Rows of the digits of quotient, remainder and distance, and the product.</summary>
    [Theory]
    [InlineData(12, 7)]
    [InlineData(1, 1)]
    public void Floor_division_costs_its_quotient_twice_its_divisor_and_one(int quotientBits, int divisorBits)
    {
        int rows = quotientBits + (2 * divisorBits) + 1;
        Assert.Equal((rows, rows - 2), Size(Divide(packed: false)));
        Assert.Equal((rows + 1, rows - 1), Size(Divide(packed: true)));

        R1csCircuit<Fr> Divide(bool packed) => Record((gadgets, x) =>
            [gadgets.FloorDivide(x, gadgets.Constant(1), quotientBits, divisorBits, Packer(gadgets, packed))]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void A_square_root_costs_three_times_its_bits_and_three(int bits)
    {
        int rows = (3 * bits) + 3;
        Assert.Equal((rows, rows - 2), Size(Record((gadgets, x) => [gadgets.SquareRoot(x, bits, null)])));
        Assert.Equal((rows + 1, rows - 1), Size(Record((gadgets, x) => [gadgets.SquareRoot(x, bits, gadgets.NewPacker())])));
    }

    /// <summary>The rest has precision + ⌈numberBits / 2⌉ + 2 digits, or numberBits where that is more.</summary>
    [Theory]
    [InlineData(12, 13, 10, 19)]
    [InlineData(12, 13, 11, 20)]
    [InlineData(0, 1, 11, 11)]
    public void A_reciprocal_root_costs_its_bits_twice_its_rests_and_two(int precision, int resultBits, int numberBits, int restBits)
    {
        int rows = resultBits + (2 * restBits) + 2;
        Assert.Equal((rows, rows - 2), Size(Root(packed: false)));
        Assert.Equal((rows + 1, rows - 1), Size(Root(packed: true)));

        R1csCircuit<Fr> Root(bool packed) => Record((gadgets, x) =>
            [gadgets.ReciprocalRoot(x, precision, resultBits, numberBits, Packer(gadgets, packed))]);
    }

    /// <summary>The recomposition's own row or share comes on top: digit 0 is read.</summary>
    [Theory]
    [InlineData(20, 1, 21)]
    [InlineData(20, 2, 23)]
    [InlineData(20, 8, 23)]
    public void Rounding_to_even_costs_its_width_one_and_two(int width, int shift, int rows)
    {
        Assert.Equal((rows + 1, rows), Size(Record((gadgets, x) => [gadgets.RescaleToEven(x, width, shift, null)])));
        Assert.Equal((rows + 1, rows), Size(Record((gadgets, x) => [gadgets.RescaleToEven(x, width, shift, gadgets.NewPacker())])));
    }

    [Theory]
    [InlineData(20, 8, 8, false, 23, true)]
    [InlineData(17, 8, 8, false, 18, true)]
    [InlineData(20, 0, 8, true, 23, false)]
    [InlineData(20, 1, 8, true, 24, false)]
    [InlineData(20, 8, 8, true, 26, false)]
    [InlineData(17, 8, 8, true, 21, false)]
    public void Saturation_costs_its_width_and_three_or_one(
        int width, int shift, int outputBits, bool toEven, int rows, bool lowestIsSubstituted)
    {
        int own = lowestIsSubstituted ? 0 : 1;
        Assert.Equal(
            (rows + own, rows - 1 + own),
            Size(Record((gadgets, x) => [gadgets.SaturatingRescale(x, width, shift, outputBits, toEven, null)])));
        Assert.Equal(
            (rows + 1, rows),
            Size(Record((gadgets, x) => [gadgets.SaturatingRescale(x, width, shift, outputBits, toEven, gadgets.NewPacker())])));
    }

    /// <summary>Rows of a lookup alone, for one table and for two (values and slopes).</summary>
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(4, 4, 6)]
    [InlineData(5, 7, 10)]
    [InlineData(6, 11, 17)]
    [InlineData(7, 18, 25)]
    [InlineData(8, 26, 40)]
    [InlineData(9, 41, 56)]
    [InlineData(10, 57, 87)]
    [InlineData(12, 120, 182)]
    public void A_lookup_costs_the_products_of_low_digits_and_a_tree(int indexBits, int one, int two) =>
        Assert.Equal((one, two), (PiecewiseTable.LookupRows(indexBits, 1), PiecewiseTable.LookupRows(indexBits, 2)));

    /// <summary>Every form of table costs its width, the recomposition's row where digit 0 is read or packed, and ExtraRows.</summary>
    [Fact]
    public void A_function_costs_its_width_and_what_its_table_says()
    {
        foreach (int shift in (int[])[0, 3])
        {
            foreach (int offsetBits in (int[])[0, 2])
            {
                foreach (int rules in Enumerable.Range(0, 4))
                {
                    foreach (long aboveSlope in (long[])[0, 5])
                    {
                        foreach (int more in (int[])[0, 1, 3])
                            CostsWhatItSays(Table(shift, offsetBits, rules, aboveSlope), more);
                    }
                }
            }
        }

        static void CostsWhatItSays(PiecewiseTable table, int digitsAbove)
        {
            int width = table.LeastWidth + digitsAbove;
            if (digitsAbove > 0 && table.Below is null && table.Above is null)
                return;
            int rows = width + table.ExtraRows(width);
            int own = table.Shift == 0 ? 1 : 0;
            Assert.Equal(rows + own, Size(Record((gadgets, x) => [gadgets.Piecewise(x, table, width, null)])).Rows);
            Assert.Equal(rows + 1, Size(Record((gadgets, x) => [gadgets.Piecewise(x, table, width, gadgets.NewPacker())])).Rows);
        }

        static PiecewiseTable Table(int shift, int offsetBits, int rules, long aboveSlope) => new()
        {
            Base = -7,
            Shift = shift,
            IndexBits = 3 + offsetBits,
            SegmentBits = 3,
            Values = [3, 1, 4, 1, 5, 9, 2, 6],
            Slopes = offsetBits == 0 ? [] : [2, 7, 1, 8, 2, 8, 1, 9],
            Below = (rules & 1) == 0 ? null : 11,
            Above = (rules & 2) == 0 ? null : 13,
            AboveSlope = aboveSlope,
        };
    }

    /// <summary>What nodes say they cost beside their digits is what their gadgets do, for the forms that depend on the width.</summary>
    [Theory]
    [InlineData(17, 1)]
    [InlineData(18, 3)]
    public void A_clamp_node_knows_its_rows(int width, int extra)
    {
        var header = new NodeHeader("clamp", [0], Onnx.TensorShape.Of(1), 0);
        Assert.Equal(extra, new ClampNode(header, 8, 8, toEven: false, [width]).ExtraRows);
        Assert.Equal(extra + 3, new ClampNode(header, 8, 8, toEven: true, [width]).ExtraRows);
    }

    [Fact]
    public void A_packed_row_holds_twelve_decompositions_of_a_dense_layer_with_one_entry_per_input()
    {
        var recorder = new ConstraintRecorder<Fr>();
        var gadgets = new IntegerGadgets<Fr>(recorder);
        IntegerSignal<Fr>[] inputs = [.. Enumerable.Range(0, 100).Select(_ => gadgets.PrivateInput(0, 8, false))];
        PackedRows<Fr> packer = gadgets.NewPacker();
        SignalSum<Fr> sum = gadgets.NewSum();
        int rows = recorder.ConstraintCount;
        for (int neuron = 0; neuron < 60; neuron++)
        {
            for (int i = 0; i < inputs.Length; i++)
                _ = sum.Add(((i * 7) + (neuron * 13)) % 255 - 127, inputs[i]);
            _ = gadgets.ReluRescale(sum.Build(), 20, 8, packer);
        }

        gadgets.FlushAll();
        Assert.Equal(5, packer.RowCount);
        Assert.Equal((60 * 21) + 5, recorder.ConstraintCount - rows);
        R1csCircuit<Fr> circuit = recorder.Build();
        // Inputs: 100 × (8 digits at 3, less one for the substituted one, whose row has 8 and 9 entries). ReLU: 60 × (20 at 3, plus
        // 1 + 11 + 1). Packed rows: 5 × (100 inputs and one constant + 12 × 20 digits); and what placement adds for factors of one.
        int total = circuit.A.EntryCount + circuit.B.EntryCount + circuit.C.EntryCount;
        Assert.InRange(total - (100 * ((7 * 3) + 17)) - (60 * (60 + 13)) - (5 * 341), 0, 5);
    }

    private static PackedRows<Fr>? Packer(IntegerGadgets<Fr> gadgets, bool packed) => packed ? gadgets.NewPacker() : null;

    private static R1csCircuit<Fr> Record(Func<IntegerGadgets<Fr>, IntegerSignal<Fr>, IntegerSignal<Fr>[]> text)
    {
        var recorder = new ConstraintRecorder<Fr>();
        var gadgets = new IntegerGadgets<Fr>(recorder);
        _ = text(gadgets, gadgets.PublicInput(0, new IntegerRange(-1000, 1000)));
        gadgets.FlushAll();
        return recorder.Build();
    }

    private static (int Rows, int Variables) Size(R1csCircuit<Fr> circuit) => (
        Enumerable.Range(0, circuit.ConstraintCount).Count(row => circuit.ScopeOf(row) != "padding"), circuit.PrivateCount);
}
