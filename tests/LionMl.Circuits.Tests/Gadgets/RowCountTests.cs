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
