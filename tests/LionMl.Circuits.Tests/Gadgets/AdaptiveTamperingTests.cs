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
    [MemberData(nameof(Names))]
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
