using LionMl.Algebra;
using LionMl.Circuits.Gadgets;
using LionMl.R1cs;
using LionMl.TestSupport;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>Packed inner products: every input and every assignment over small primes, attacks over the real field, exact rows.</summary>
public class TileTests
{
    /// <summary>Vectors on the left and right, their length, bits of a slot.</summary>
    [Theory]
    [InlineData(2, 1, 1, 4, false)]
    [InlineData(1, 2, 1, 4, false)]
    [InlineData(2, 1, 2, 5, true)]
    [InlineData(1, 2, 1, 5, true)]
    public void Products_are_pinned(int left, int right, int length, int slotBits, bool asVariables) => new GadgetCase<P8209>(
        Ranges(left, right, length),
        (gadgets, x) => Unpacked(gadgets, x, left, right, length, slotBits, asVariables),
        x => Expected(x, left, right, length)).IsSound();

    [Theory]
    [InlineData(2, 2, 1, 3)]
    [InlineData(1, 3, 1, 4)]
    [InlineData(2, 1, 2, 4)]
    public void Several_slots_stay_apart(int left, int right, int length, int slotBits)
    {
        IntegerRange[] ranges = slotBits == 3
            ? [.. Enumerable.Repeat(new IntegerRange(0, 1), left * length), .. Enumerable.Repeat(new IntegerRange(-1, 1), right * length)]
            : Ranges(left, right, length);
        var tile = new GadgetCase<P8209>(
            ranges,
            (gadgets, x) => Unpacked(gadgets, x, left, right, length, slotBits, false),
            x => Expected(x, left, right, length));
        tile.WitnessesAreAsExpected();
        tile.OutputsAreUnique();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_decomposition_that_reads_a_product_completes_the_tile(int shift)
    {
        long half = shift == 0 ? 0 : 1L << (shift - 1);
        new GadgetCase<P8209>(
            [new(0, 2), new(-1, 1), new(-2, 1), new(-1, 1)],
            (gadgets, x) =>
            {
                var u = gadgets.PackVectors(1, 1, 10, (_, _) => x[0], false);
                var v = gadgets.PackVectors(2, 1, 5, (j, _) => x[1 + j], false);
                var tile = gadgets.MultiplyTile(u, v, 5);
                var y0 = gadgets.TileProduct(u, v, x[3], (x[0].Value * x[1].Value) + x[3].Value);
                var y1 = gadgets.TileProduct(u, v, null, x[0].Value * x[2].Value);
                IntegerSignal<SmallPrimeField<P8209>> second = shift == 0
                    ? gadgets.ReluRescale(y1, 4, 0, tile.Slot(1))
                    : gadgets.Rescale(y1, 4, shift, tile.Slot(1), asVariable: shift == 2);
                return [gadgets.ReluRescale(y0, 4, shift, tile.Slot(0)), second];
            },
            x =>
            {
                long y0 = (x[0] * x[1]) + x[3], y1 = x[0] * x[2];
                return [Math.Max(0, (y0 + half) >> shift), shift == 0 ? Math.Max(0, y1) : (y1 + half) >> shift];
            }).IsSound();
    }

    [Fact]
    public void A_width_that_is_too_narrow_has_no_witness() => new GadgetCase<P8209>(
        [new(0, 3), new(-3, 3)],
        (gadgets, x) =>
        {
            var u = gadgets.PackVectors(1, 1, 5, (_, _) => x[0], false);
            var v = gadgets.PackVectors(1, 1, 5, (_, _) => x[1], false);
            var tile = gadgets.MultiplyTile(u, v, 5);
            return [gadgets.ReluRescale(gadgets.TileProduct(u, v, null, x[0].Value * x[1].Value), 4, 1, tile.Slot(0))];
        },
        x => (x[0] * x[1]) + 1 is >= -8 and < 8 and var t ? [Math.Max(0, t >> 1)] : null).IsSound();

    [Fact]
    public void Slots_that_are_too_small_and_fields_that_are_too_small_are_refused()
    {
        // Products in [-4, 2] and three bits in [-4, 3] differ by up to 7: three bits, and 7 · 9 < 67 for two slots.
        _ = Assert.Throws<CircuitException>(() => Make<P8209>(1, 2, 2));
        Make<P8209>(1, 2, 3);
        Make<P67>(1, 2, 3);
        _ = Assert.Throws<CircuitException>(() => Make<P61>(1, 2, 3));
        _ = Assert.Throws<CircuitException>(() => Make<P97>(1, 2, 4));
        _ = Assert.Throws<CircuitException>(() => Make<P8209>(2, 2, 4));

        static void Make<TModulus>(int left, int right, int slotBits)
            where TModulus : IPrimeModulus => _ = new GadgetCase<TModulus>(
            Ranges(left, right, 1), (gadgets, x) => Unpacked(gadgets, x, left, right, 1, slotBits, false, 3), x => Expected(x, left, right, 1));
    }

    [Fact]
    public void A_product_that_nobody_claims_is_found()
    {
        var gadgets = new IntegerGadgets<Fr>(new ConstraintRecorder<Fr>());
        var u = gadgets.PackVectors(1, 1, 20, (_, _) => gadgets.PrivateInput(0, 4, true), false);
        var v = gadgets.PackVectors(2, 1, 10, (_, _) => gadgets.PrivateInput(0, 4, true), false);
        var tile = gadgets.MultiplyTile(u, v, 10);
        _ = gadgets.UnpackProduct(gadgets.TileProduct(u, v, null, 0), tile.Slot(0), 8);
        _ = Assert.Throws<InvalidOperationException>(gadgets.RequireCompleteTiles);
        _ = Assert.Throws<InvalidOperationException>(() => gadgets.LeaveEmpty(tile.Slot(0)));
        _ = gadgets.UnpackProduct(gadgets.TileProduct(u, v, null, 0), tile.Slot(1), 8);
        gadgets.RequireCompleteTiles();
    }

    [Fact]
    public void A_product_of_eight_bits_costs_a_ninth_of_a_row()
    {
        const int Length = 1024;
        var recorder = new ConstraintRecorder<Fr>();
        var gadgets = new IntegerGadgets<Fr>(recorder);
        IntegerSignal<Fr>[] Inputs(int count, bool signed) =>
            [.. Enumerable.Range(0, count).Select(_ => gadgets.PrivateInput(0, 8, signed))];
        IntegerSignal<Fr>[] x = Inputs(3 * Length, false), w = Inputs(3 * Length, true);
        Assert.Equal(8 * 6 * Length, recorder.ConstraintCount);
        var u = gadgets.PackVectors(3, Length, 3 * 27, (i, k) => x[(i * Length) + k], false);
        var v = gadgets.PackVectors(3, Length, 27, (j, k) => w[(j * Length) + k], false);
        var tile = gadgets.MultiplyTile(u, v, 27);
        int before = recorder.ConstraintCount;
        for (int slot = 0; slot < 9; slot++)
            _ = gadgets.ReluRescale(gadgets.TileProduct(u, v, null, 0), 20, 8, tile.Slot(slot));
        Assert.Equal(0.111, (before - (8 * 6 * Length)) / (9.0 * Length), 3);
        Assert.Equal((9 * 21) + 1, recorder.ConstraintCount - before);
    }

    [Fact]
    public void No_repair_reaches_other_products()
    {
        RowSystem<Fr> system = RowSystems.Of(Record());
        long[] inputs = [200, 13, 0, 255, -128, 127, -1, 77, 5, -6];
        Fr[] valid = RowSystems.ValuesOf(Compute(inputs));
        Assert.True(system.Rows.All(row => row.Holds(valid)));
        int publics = 1 + inputs.Length + 4;
        int[] kept = [.. Enumerable.Range(1, inputs.Length)];
        var attack = new AdaptiveAttack<Fr>(system, 11);

        // Outputs moved between neighbouring slots, by one, and by what wraps.
        foreach (Fr delta in (Fr[])[Fr.One, -Fr.One, Fr.FromInt64(1L << 25), -Fr.FromInt64(1L << 25), Fr.FromInt64(256)])
        {
            for (int column = 1 + inputs.Length; column < valid.Length; column++)
            {
                for (int round = 0; round < 3; round++)
                {
                    Fr[]? found = attack.Try(valid, kept, column, valid[column] + delta);
                    Assert.True(found is null || found.AsSpan(0, publics).SequenceEqual(valid.AsSpan(0, publics)));
                }
            }
        }

        static R1csCircuit<Fr> Record()
        {
            var recorder = new ConstraintRecorder<Fr>();
            Write(recorder, new long[10]);
            return recorder.Build();
        }

        static R1csAssignment<Fr> Compute(long[] inputs)
        {
            var computer = new WitnessComputer<Fr>();
            Write(computer, inputs);
            return computer.Build();
        }

        static void Write(ConstraintSystem<Fr> system, long[] inputs)
        {
            var gadgets = new IntegerGadgets<Fr>(system);
            IntegerSignal<Fr>[] x = [.. inputs.Select((value, i) => gadgets.PublicInput(value, new IntegerRange(i < 4 ? 0 : -128, i < 4 ? 255 : 127)))];
            var u = gadgets.PackVectors(2, 2, 50, (i, k) => x[(2 * i) + k], false);
            var v = gadgets.PackVectors(2, 2, 25, (j, k) => x[4 + (2 * j) + k], true);
            var tile = gadgets.MultiplyTile(u, v, 25);
            var outputs = new List<IntegerSignal<Fr>>();
            for (int i = 0; i < 2; i++)
            {
                for (int j = 0; j < 2; j++)
                {
                    long value = (inputs[2 * i] * inputs[4 + (2 * j)]) + (inputs[(2 * i) + 1] * inputs[5 + (2 * j)]) + inputs[8 + j];
                    var product = gadgets.TileProduct(u, v, x[8 + j], value);
                    outputs.Add(i == j
                        ? gadgets.ReluRescale(product, 20, 4, tile.Slot((2 * i) + j))
                        : gadgets.UnpackProduct(product, tile.Slot((2 * i) + j), 19));
                }
            }

            foreach (var output in outputs)
                _ = gadgets.PublicOutput(output);
            gadgets.RequireCompleteTiles();
        }
    }

    private static IntegerRange[] Ranges(int left, int right, int length) =>
    [
        .. Enumerable.Repeat(new IntegerRange(0, length == 1 ? 2 : 1), left * length),
        .. Enumerable.Repeat(new IntegerRange(-2, 1), right * length),
    ];

    private static IntegerSignal<F>[] Unpacked<F>(
        IntegerGadgets<F> gadgets, IntegerSignal<F>[] x, int left, int right, int length, int slotBits, bool asVariables, int? width = null)
        where F : unmanaged, IField<F>
    {
        var u = gadgets.PackVectors(left, length, slotBits * right, (i, k) => x[(i * length) + k], asVariables);
        var v = gadgets.PackVectors(right, length, slotBits, (j, k) => x[((left + j) * length) + k], asVariables);
        var tile = gadgets.MultiplyTile(u, v, slotBits);
        long[] values = Expected([.. x.Select(signal => signal.Value)], left, right, length);
        int bits = width ?? (slotBits - 1);
        IntegerSignal<F>[] outputs =
            [.. values.Select((value, slot) => gadgets.UnpackProduct(gadgets.TileProduct(u, v, null, value), tile.Slot(slot), bits))];
        gadgets.RequireCompleteTiles();
        return outputs;
    }

    private static long[] Expected(long[] x, int left, int right, int length)
    {
        long[] products = new long[left * right];
        for (int slot = 0; slot < products.Length; slot++)
        {
            for (int k = 0; k < length; k++)
                products[slot] += x[(slot / right * length) + k] * x[((left + (slot % right)) * length) + k];
        }

        return products;
    }
}
