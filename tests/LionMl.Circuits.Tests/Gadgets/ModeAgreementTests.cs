using FsCheck;
using FsCheck.Fluent;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;
using LionMl.R1cs;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>Recording and computing are one text: over the real field, computed witnesses satisfy recorded constraints.</summary>
public class ModeAgreementTests
{
    private const int Inputs = 4;

    [Fact]
    public void Any_small_network_is_satisfied_by_its_witness_and_has_the_values_of_integer_arithmetic() =>
        Prop.ForAll(Arbitrary(), Agrees).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void A_changed_value_is_found_by_the_check()
    {
        (R1csCircuit<Fr> circuit, R1csAssignment<Fr> assignment, _) = Run([3, -4, 100, 0], 5, 3, packed: true);
        for (int i = 0; i < assignment.Private.Length; i++)
        {
            Fr before = assignment.Private[i];
            assignment.Private[i] += Fr.One;
            Unsatisfied<Fr>? broken = R1csCheck.FirstUnsatisfied(circuit, assignment);
            Assert.NotNull(broken);
            Assert.NotEqual(broken.A * broken.B, broken.C);
            assignment.Private[i] = before;
        }

        Assert.Null(R1csCheck.FirstUnsatisfied(circuit, assignment));
    }

    private static Arbitrary<(sbyte[] Values, byte Seed, byte Shift, bool Packed)> Arbitrary() => Arb.From(
        from values in Gen.ArrayOf(Gen.Choose(-128, 127).Select(i => (sbyte)i), Inputs)
        from seed in Gen.Choose(0, 255)
        from shift in Gen.Choose(1, 8)
        from packed in Gen.Elements(true, false)
        select (values, (byte)seed, (byte)shift, packed));

    private static bool Agrees((sbyte[] Values, byte Seed, byte Shift, bool Packed) sample)
    {
        (R1csCircuit<Fr> circuit, R1csAssignment<Fr> assignment, long[] outputs) =
            Run(sample.Values, sample.Seed, sample.Shift, sample.Packed);
        if (R1csCheck.FirstUnsatisfied(circuit, assignment) is { } broken)
            throw new InvalidOperationException(broken.ToString());
        long[] expected = Expected(sample.Values, sample.Seed, sample.Shift);
        return outputs.SequenceEqual(expected)
            && assignment.Public.AsSpan(1).SequenceEqual(expected.Select(Fr.FromInt64).ToArray());
    }

    private static (R1csCircuit<Fr> Circuit, R1csAssignment<Fr> Assignment, long[] Outputs) Run(
        sbyte[] values, byte seed, byte shift, bool packed)
    {
        var recorder = new ConstraintRecorder<Fr>();
        _ = Write(recorder, new sbyte[Inputs], seed, shift, packed);
        var computer = new WitnessComputer<Fr>();
        long[] outputs = Write(computer, values, seed, shift, packed);
        return (recorder.Build(), computer.Build(), outputs);
    }

    private static long Weight(int seed, int row, int column) => (((seed * 31) + (row * 17) + (column * 57)) % 255) - 127;

    private static long[] Write(ConstraintSystem<Fr> system, sbyte[] values, byte seed, byte shift, bool packed)
    {
        var gadgets = new IntegerGadgets<Fr>(system);
        PackedRows<Fr>? packer = packed ? gadgets.NewPacker() : null;
        SignalSum<Fr> sum = gadgets.NewSum();
        IntegerSignal<Fr>[] x = [.. values.Select(value => gadgets.PrivateInput(value, 8, signed: true))];
        var hidden = new IntegerSignal<Fr>[6];
        for (int row = 0; row < hidden.Length; row++)
        {
            using ScopeToken scope = system.Scope($"row {row}");
            for (int i = 0; i < Inputs; i++)
                _ = sum.Add(Weight(seed, row, i), x[i]);
            IntegerSignal<Fr> acc = sum.AddConstant(row).Build();
            hidden[row] = (row % 3) switch
            {
                0 => gadgets.ReluRescale(acc, 18, shift, packer),
                1 => gadgets.SaturatingReluRescale(acc, 18, shift, 5, packer),
                _ => gadgets.Rescale(acc, 18, shift, packer, asVariable: row > 3),
            };
        }

        IntegerSignal<Fr> greatest = gadgets.Max(hidden, 18, packer);
        IntegerSignal<Fr>[] outputs =
        [
            gadgets.ReluRescale(greatest, 19, 0, packer),
            gadgets.DivideByConstant(sum.Add(3, hidden[0]).Add(-2, greatest).Build(), 7 * (1 << shift), 18, packer),
            gadgets.Power(hidden[1], 3),
            gadgets.RescaleProduct(hidden[2], hidden[5], 37, shift, asVariable: packed),
        ];
        foreach (IntegerSignal<Fr> output in outputs)
            _ = gadgets.PublicOutput(output);
        gadgets.FlushAll();
        return [.. outputs.Select(output => output.Value)];
    }

    private static long[] Expected(sbyte[] values, byte seed, byte shift)
    {
        long Rescale(long acc) => (acc + (1L << (shift - 1))) >> shift;
        var hidden = new long[6];
        for (int row = 0; row < hidden.Length; row++)
        {
            long acc = values.Select((value, i) => Weight(seed, row, i) * value).Sum() + row;
            hidden[row] = (row % 3) switch
            {
                0 => Math.Max(0, Rescale(acc)),
                1 => Math.Clamp(Rescale(acc), 0, 31),
                _ => Rescale(acc),
            };
        }

        long greatest = hidden.Max();
        long divisor = 7L << shift;
        return
        [
            Math.Max(0, greatest),
            (long)Math.Floor(((3 * hidden[0]) - (2 * greatest) + (divisor / 2)) / (double)divisor),
            hidden[1] * hidden[1] * hidden[1],
            Rescale(hidden[2] * hidden[5]),
        ];
    }
}
