using LionMl.Algebra;
using LionMl.Circuits.Gadgets;
using LionMl.R1cs;
using LionMl.TestSupport;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>Private inputs: exactly the numbers of the range are possible, and each constraint is needed for that.</summary>
public class RangeCheckTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(5, true)]
    public void Exactly_the_range_is_accepted(int bits, bool signed)
    {
        long low = signed ? -(1L << (bits - 1)) : 0;
        IEnumerable<int> range = Enumerable.Range(0, 1 << bits).Select(i => SmallPrimeField<P97>.FromInt64(low + i).Number);
        R1csCircuit<SmallPrimeField<P97>> circuit = Record(bits, signed);
        RowSystem<SmallPrimeField<P97>> system = RowSystems.Of(circuit);
        Assert.Equal(range.Order(), Accepted(system));
        for (int row = 0; row < system.Rows.Count && circuit.ScopeOf(row) != "padding"; row++)
            Assert.NotEqual(range.Order(), Accepted(system.Without(row)));
    }

    [Fact]
    public void A_public_input_that_the_circuit_checks_is_held_in_its_range_too()
    {
        var recorder = new ConstraintRecorder<SmallPrimeField<P97>>();
        var gadgets = new IntegerGadgets<SmallPrimeField<P97>>(recorder);
        _ = gadgets.CheckedInput(recorder.AllocatePublic(0), 0, 4, signed: true);
        R1csCircuit<SmallPrimeField<P97>> circuit = recorder.Build();
        Assert.Equal(4, Enumerable.Range(0, circuit.ConstraintCount).Count(row => circuit.ScopeOf(row) != "padding"));
        Assert.Equal(Enumerable.Range(0, 8).Concat(Enumerable.Range(89, 8)), Accepted(RowSystems.Of(circuit)));
    }

    [Fact]
    public void A_public_variable_may_be_the_result_itself()
    {
        var recorder = new ConstraintRecorder<SmallPrimeField<P97>>();
        var gadgets = new IntegerGadgets<SmallPrimeField<P97>>(recorder);
        Variable relu = recorder.AllocatePublic(0), square = recorder.AllocatePublic(0);
        IntegerSignal<SmallPrimeField<P97>> x = gadgets.PublicInput(0, new IntegerRange(-8, 7));
        _ = gadgets.ReluRescale(x, 4, 0, gadgets.NewPacker(), relu);
        _ = gadgets.Square(x, square);
        gadgets.FlushAll();
        var solver = new ExhaustiveSolver<P97>(RowSystems.Of(recorder.Build()));
        for (int value = -8; value < 8; value++)
            Assert.Equal([Math.Max(0, value), value * value], Assert.Single(solver.Find([(3, value)], [1, 2])));
    }

    [Theory]
    [InlineData(8, true, -129)]
    [InlineData(8, true, 128)]
    [InlineData(8, false, -1)]
    [InlineData(8, false, 256)]
    public void A_value_outside_is_refused_by_name(int bits, bool signed, long value)
    {
        var system = new WitnessComputer<Fr>();
        var gadgets = new IntegerGadgets<Fr>(system) { Tensor = "image", Element = 7 };
        using ScopeToken scope = system.Scope("conv1");
        RangeException error = Assert.Throws<RangeException>(() => gadgets.PrivateInput(value, bits, signed));
        Assert.Equal(("conv1", "image[7]", value), (error.Layer, error.Tensor, error.Value));
        Assert.Equal(signed ? new IntegerRange(-128, 127) : new IntegerRange(0, 255), error.Limit);
    }

    [Fact]
    public void Digits_are_those_of_the_value()
    {
        var system = new WitnessComputer<Fr>();
        var gadgets = new IntegerGadgets<Fr>(system);
        _ = gadgets.PrivateInput(-3, 4, signed: true, out SignalBits<Fr> digits);
        Assert.Equal([1L, 0, 1, 0], Enumerable.Range(0, 4).Select(i => digits[i].Value));
    }

    [Fact]
    public void A_free_variable_is_refused_by_packing_and_products()
    {
        var gadgets = new IntegerGadgets<Fr>(new ConstraintRecorder<Fr>());
        IntegerSignal<Fr> free = gadgets.FreeVariable(0);
        PackedRows<Fr> packer = gadgets.NewPacker();
        _ = Assert.Throws<InvalidOperationException>(() => gadgets.Rescale(free, 8, 2, packer));
        _ = Assert.Throws<InvalidOperationException>(() => gadgets.Product(free, gadgets.Constant(2)));
        _ = Assert.Throws<InvalidOperationException>(() => gadgets.Rescale(gadgets.NewSum().Add(2, free).Build(), 8, 2, packer));
        _ = Assert.Throws<InvalidOperationException>(() => gadgets.PublicOutput(free));
    }

    private static R1csCircuit<SmallPrimeField<P97>> Record(int bits, bool signed)
    {
        var recorder = new ConstraintRecorder<SmallPrimeField<P97>>();
        var gadgets = new IntegerGadgets<SmallPrimeField<P97>>(recorder);
        _ = gadgets.PublicOutput(gadgets.PrivateInput(0, bits, signed));
        return recorder.Build();
    }

    private static IEnumerable<int> Accepted(RowSystem<SmallPrimeField<P97>> system) =>
        new ExhaustiveSolver<P97>(system).Find([], [1]).Select(found => found[0]).Order();
}
