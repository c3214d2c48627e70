using LionMl.Algebra;
using LionMl.Circuits.Gadgets;
using LionMl.R1cs;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>Over the real field: change an output, a digit or a product, and solve again for everything that depends on it.</summary>
public class AdaptiveTamperingTests
{
    private const int Seed = 20_261_121;
    private const int Attempts = 12;

    private static readonly IntegerRange[] Ranges = [new(-100_000, 100_000), new(-100_000, 100_000)];

    /// <summary>Gadgets with two inputs, by name.</summary>
    public static TheoryData<string> Names => [.. Texts.Keys];

    /// <summary>
    /// Those whose last constraint is missed by repairs one variable at a time; for the others many digits must change together, which
    /// <see cref="Without_its_packed_row_a_remainder_may_be_too_large"/> does.
    /// </summary>
    public static TheoryData<string> RepairableNames => [.. Texts.Keys.Except(
        ["floor division, packed", "square root, packed", "reciprocal root, packed"])];

    private static Dictionary<string, GadgetText<Fr>> Texts { get; } = new()
    {
        ["rescale"] = (gadgets, x) => [gadgets.Rescale(x[0], 20, 8, null)],
        ["rescale, packed"] = (gadgets, x) =>
        {
            PackedRows<Fr> packer = gadgets.NewPacker();
            return [gadgets.Rescale(x[0], 20, 8, packer), gadgets.Rescale(x[1], 18, 3, packer, asVariable: true)];
        },
        ["relu"] = (gadgets, x) => [gadgets.ReluRescale(x[0], 20, 8, null), gadgets.ReluRescale(x[1], 20, 0, null)],
        ["relu, packed"] = (gadgets, x) =>
        {
            PackedRows<Fr> packer = gadgets.NewPacker();
            return [gadgets.ReluRescale(x[0], 20, 8, packer), gadgets.ReluRescale(x[1], 20, 0, packer)];
        },
        ["saturating relu"] = (gadgets, x) => [gadgets.SaturatingReluRescale(x[0], 20, 4, 8, gadgets.NewPacker())],
        ["maximum"] = (gadgets, x) => [gadgets.Max(x, 20, null)],
        ["maximum, packed"] = (gadgets, x) =>
        {
            PackedRows<Fr> packer = gadgets.NewPacker();
            return [gadgets.ReluRescale(gadgets.Max(x, 20, packer), 20, 2, packer)];
        },
        ["product"] = (gadgets, x) => [gadgets.Product(x[0], x[1]), gadgets.Power(x[0], 3)],
        ["rescaled product"] = (gadgets, x) => [gadgets.RescaleProduct(x[0], x[1], 40, 10)],
        ["division"] = (gadgets, x) => [gadgets.DivideByConstant(x[0], 49, 14, null)],
        ["division, packed"] = (gadgets, x) => [gadgets.DivideByConstant(x[0], 49, 14, gadgets.NewPacker(), asVariable: true)],
        ["table"] = (gadgets, x) => [gadgets.Piecewise(x[0], Table(9, 8) with { Below = -7 }, 20, null)],
        ["table, packed"] = (gadgets, x) =>
        {
            PackedRows<Fr> packer = gadgets.NewPacker();
            return [gadgets.Piecewise(x[0], Table(12, 5) with { Below = 3, Above = -4 }, 19, packer), gadgets.IsZero(x[1])];
        },
        ["sloped table"] = (gadgets, x) =>
            [gadgets.Piecewise(x[0], Table(9, 4) with { Below = 0, Above = 5, AboveSlope = 17 }, 19, null)],
        ["sloped table, packed"] = (gadgets, x) =>
            [gadgets.Piecewise(x[1], Table(13, 3) with { Base = -100_000, Above = 5, AboveSlope = -2 }, 19, gadgets.NewPacker())],
        ["zero"] = (gadgets, x) => [gadgets.IsZero(x[0]), gadgets.IsZero(gadgets.NewSum().Add(x[0]).AddConstant(-12_345).Build())],
        ["selectors"] = (gadgets, x) =>
        {
            var selectors = new IntegerSignal<Fr>[4];
            gadgets.Select(gadgets.IsNonNegative(x[0], 20, null), selectors);
            return selectors;
        },
        ["floor division"] = (gadgets, x) => [gadgets.FloorDivide(x[0], Positive(gadgets, x[1]), 19, 18, null)],
        ["floor division, packed"] = (gadgets, x) =>
        {
            PackedRows<Fr> packer = gadgets.NewPacker();
            IntegerSignal<Fr> divisor = gadgets.Max([gadgets.Constant(1), x[1]], 20, packer);
            return [gadgets.FloorDivide(x[0], divisor, 19, 18, packer)];
        },
        ["square root"] = (gadgets, x) => [gadgets.SquareRoot(Positive(gadgets, x[0]), 9, null)],
        ["square root, packed"] = (gadgets, x) => [gadgets.SquareRoot(Positive(gadgets, x[1]), 9, gadgets.NewPacker())],
        ["reciprocal root"] = (gadgets, x) => [gadgets.ReciprocalRoot(Positive(gadgets, x[0]), 12, 13, 18, null)],
        ["reciprocal root, packed"] = (gadgets, x) =>
        {
            PackedRows<Fr> packer = gadgets.NewPacker();
            IntegerSignal<Fr> number = gadgets.Max([gadgets.Constant(1), x[1]], 20, packer);
            return [gadgets.ReciprocalRoot(number, 12, 13, 18, packer)];
        },
        ["rescale to even"] = (gadgets, x) => [gadgets.RescaleToEven(x[0], 20, 8, null), gadgets.RescaleToEven(x[1], 20, 1, null)],
        ["rescale to even, packed"] = (gadgets, x) => [gadgets.RescaleToEven(x[0], 20, 3, gadgets.NewPacker())],
        ["saturating rescale"] = (gadgets, x) => [gadgets.SaturatingRescale(x[0], 20, 6, 8, toEven: true, null)],
        ["saturating rescale, packed"] = (gadgets, x) =>
            [gadgets.SaturatingRescale(x[1], 20, 0, 19, toEven: false, gadgets.NewPacker())],
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void No_repair_reaches_other_outputs(string name)
    {
        RowSystem<Fr> system = Record(Texts[name], out int publics);
        var attack = new AdaptiveAttack<Fr>(system, Seed);
        foreach (long[] input in (long[][])[[0, 0], [12_345, -6_789], [-128, 127], [99_999, 100_000], [-1, 1]])
            Assert.Null(Find(system, attack, Compute(Texts[name], input), publics));
    }

    [Theory]
    [MemberData(nameof(RepairableNames))]
    public void The_repair_succeeds_where_the_last_constraint_is_missing(string name)
    {
        // It belongs to an output or is a packed row.
        RowSystem<Fr> system = Record(Texts[name], out int publics);
        RowSystem<Fr> weakened = system.Without(system.Rows.Count - 1);
        var attack = new AdaptiveAttack<Fr>(weakened, Seed);
        Assert.Contains(
            (long[][])[[12_345, -6_789], [700, 300]],
            input => Find(weakened, attack, Compute(Texts[name], input), publics) is not null);
    }

    /// <summary>The result one too small, and the remainder as much larger: all constraints hold but the packed one.</summary>
    [Fact]
    public void Without_its_packed_row_a_remainder_may_be_too_large()
    {
        // ⌊1234 / 37⌋ = 33, remainder 13.
        IsForgedOnlyWithoutTheLastRow(
            (gadgets, x) => [gadgets.FloorDivide(x[0], x[1], 12, 10, gadgets.NewPacker())],
            [1234, 37],
            [32 + 2048, 13 + 37],
            [12, 10],
            32);

        // ⌊√1000⌋ = 31, remainder 39; 30² = 1000 − 100.
        IsForgedOnlyWithoutTheLastRow(
            (gadgets, x) => [gadgets.SquareRoot(x[0], 9, gadgets.NewPacker())], [1000, 0], [30, 100], [9, 10], 30);

        // ⌊2^12 / √37⌋ = 673; the product is a variable of its own.
        IsForgedOnlyWithoutTheLastRow(
            (gadgets, x) => [gadgets.ReciprocalRoot(x[0], 12, 13, 18, gadgets.NewPacker())],
            [37, 0],
            [672, 672 * 37, (1 << 24) - (672 * 672 * 37)],
            [13, 0, 23],
            672);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(-129)]
    [InlineData(1_000_000)]
    public void No_repair_makes_digits_of_a_number_out_of_range(long value)
    {
        GadgetText<Fr> text = (gadgets, _) => [gadgets.PrivateInput(0, 8, signed: true)];
        RowSystem<Fr> system = Record(text, out int publics);
        Fr[] start = Compute(text, [0, 0]);
        start[3] = Fr.FromInt64(value);
        Assert.Null(Find(system, [1, 2, 3]));
        Assert.Contains(Enumerable.Range(0, system.Rows.Count), row => Find(system.Without(row), [1, 2, 3]) is not null);

        Fr[]? Find(RowSystem<Fr> rows, int[] inputs)
        {
            var attack = new AdaptiveAttack<Fr>(rows, Seed);
            return Enumerable.Range(publics, start.Length - publics)
                .SelectMany(column => Enumerable.Repeat(column, Attempts))
                .Select(column => attack.Try(start, inputs, column, start[column] + Fr.One))
                .FirstOrDefault(found => found is not null);
        }
    }

    // A function over all numbers from −1000 on, with 2^segmentBits pieces of 2^shift numbers (of 2^(shift − 4) where pieces slope).
    private static PiecewiseTable Table(int shift, int segmentBits)
    {
        var random = new Random(shift);
        bool sloped = segmentBits < 5;
        return new PiecewiseTable
        {
            Base = -1000,
            Shift = sloped ? shift - 4 : shift,
            IndexBits = sloped ? segmentBits + 4 : segmentBits,
            SegmentBits = segmentBits,
            Values = [.. Enumerable.Range(0, 1 << segmentBits).Select(_ => random.NextInt64(-500, 500))],
            Slopes = sloped ? [.. Enumerable.Range(0, 1 << segmentBits).Select(_ => random.NextInt64(1, 30))] : [],
        };
    }

    // In [1, 200001].
    private static IntegerSignal<Fr> Positive(IntegerGadgets<Fr> gadgets, IntegerSignal<Fr> x) =>
        gadgets.NewSum().Add(x).AddConstant(100_001).Build();

    // Numbers that private variables are to hold from the first one on, each with so many digits (0: in one variable).
    private static void IsForgedOnlyWithoutTheLastRow(GadgetText<Fr> text, long[] input, long[] numbers, int[] digits, long output)
    {
        RowSystem<Fr> system = Record(text, out int publics);
        Fr[] values = Compute(text, input);
        Assert.True(system.Rows.All(row => row.Holds(values)));
        Assert.NotEqual(Fr.FromInt64(output), values[3]);
        values[3] = Fr.FromInt64(output);
        int column = publics;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (digits[i] == 0)
                values[column++] = Fr.FromInt64(numbers[i]);
            for (int digit = 0; digit < digits[i]; digit++)
                values[column++] = Fr.FromInt64((numbers[i] >> digit) & 1);
        }

        int[] broken = [.. Enumerable.Range(0, system.Rows.Count).Where(row => !system.Rows[row].Holds(values))];
        Assert.Equal([system.Rows.Count - 1], broken);
    }

    // An accepted assignment with the same inputs and other outputs.
    private static Fr[]? Find(RowSystem<Fr> system, AdaptiveAttack<Fr> attack, Fr[] valid, int publics)
    {
        Assert.True(system.Rows.All(row => row.Holds(valid)));
        int[] inputs = [1, 2];
        Fr[] outputs = valid[3..publics];
        var random = new Random(Seed);
        for (int column = 3; column < valid.Length; column++)
        {
            foreach (Fr delta in (Fr[])[Fr.One, -Fr.One, Fr.FromInt64(256), Fr.FromInt64(random.Next()), -valid[column] - valid[column]])
            {
                for (int i = 0; i < Attempts && !delta.IsZero; i++)
                {
                    Fr[]? found = attack.Try(valid, inputs, column, valid[column] + delta);
                    if (found is not null && !found.AsSpan(3, outputs.Length).SequenceEqual(outputs))
                        return found;
                }
            }
        }

        return null;
    }

    private static RowSystem<Fr> Record(GadgetText<Fr> text, out int publics)
    {
        var recorder = new ConstraintRecorder<Fr>();
        Write(recorder, text, new long[Ranges.Length]);
        R1csCircuit<Fr> circuit = recorder.Build();
        publics = circuit.PublicCount;
        RowSystem<Fr> system = RowSystems.Of(circuit);
        return system with { Rows = [.. system.Rows.Where((_, row) => circuit.ScopeOf(row) != "padding")] };
    }

    private static Fr[] Compute(GadgetText<Fr> text, long[] input)
    {
        var computer = new WitnessComputer<Fr>();
        Write(computer, text, input);
        return RowSystems.ValuesOf(computer.Build());
    }

    private static void Write(ConstraintSystem<Fr> system, GadgetText<Fr> text, long[] input)
    {
        var gadgets = new IntegerGadgets<Fr>(system);
        IntegerSignal<Fr>[] signals = [.. Ranges.Select((range, i) => gadgets.PublicInput(input[i], range))];
        foreach (IntegerSignal<Fr> output in text(gadgets, signals))
            _ = gadgets.PublicOutput(output);
        gadgets.FlushAll();
    }
}
