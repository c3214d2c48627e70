using System.Numerics;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;
using LionMl.Circuits.Tests.Models;
using LionMl.R1cs;
using LionMl.TestSupport;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>Convolutions by lines: chunks of inputs times all taps, with carries between the chunks.</summary>
public class LineTests
{
    private const int SlotBits = 3;
    private const int LineLength = 4;
    private const int ChunkLength = 2;

    private static readonly IntegerRange[] Ranges = [.. Enumerable.Repeat(new IntegerRange(0, 1), LineLength + 2)];

    /// <summary>Four inputs in two chunks, two taps: head, three results, tail; all inputs, all assignments of all else.</summary>
    [Fact]
    public void Results_of_a_line_are_pinned()
    {
        var line = new GadgetCase<P8209>(Ranges, (gadgets, x) => Write(gadgets, x), Expected);
        line.WitnessesAreAsExpected();
        line.OutputsAreUnique();
    }

    /// <summary>Whatever a carry, or a coefficient before the first result or behind the last, may be must be a number of its slots.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_carry_without_a_range_lets_wrong_results_through(int carry)
    {
        var line = new GadgetCase<P8209>(Ranges, (gadgets, x) => Write(gadgets, x), Expected);
        RowSystem<SmallPrimeField<P8209>> system = RowSystems.Of(line.Circuit);

        // A carry's last digit is what is left of it: the row that holds it to 0 or 1 has the carry's own variable.
        int[] ranged = [.. Enumerable.Range(0, system.Rows.Count).Where(row => line.Circuit.ScopeOf(row) == "carry" && system.Rows[row].A.Length + system.Rows[row].B.Length > 4)];
        Assert.Equal(3, ranged.Length);
        var solver = new ExhaustiveSolver<P8209>(system.Without(ranged[carry]));
        int[] outputs = [.. Enumerable.Range(1 + Ranges.Length, 3)];
        Assert.Contains(line.Inputs, input => solver.Find(input.Select((value, i) => (1 + i, value)), outputs, 2).Count > 1);
    }

    [Fact]
    public void Slots_for_less_than_twice_a_coefficient_are_refused() => _ = Assert.Throws<CircuitException>(() =>
        new GadgetCase<P8209>(Ranges, (gadgets, x) => Write(gadgets, x, slotBits: 2), Expected));

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(true, 0)]
    [InlineData(false, 2)]
    public void A_convolution_of_many_channels_is_written_by_lines(bool relu, int padding)
    {
        var test = new TestGraph("lines").Input("x", 1, 32, 4, 19);
        var pads = LionMl.Onnx.NodeAttributes.Empty.With("pads", [padding, padding, padding, padding]);
        test.Node("Conv", ["x", test.Random(0.2, 3, 32, 3, 3), test.Random(1, 3)], relu ? "c" : "y", pads);
        if (relu)
        {
            test.Node("Relu", ["c"], "y");
        }

        var graph = test.Build("y");
        var samples = TensorSamples.Synthetic(graph, -1, 1, 3);
        var options = new QuantizeOptions
        {
            InputBits = 5,
            WeightBits = 5,
            ActivationBits = 6,
            Visibility = new VisibilityPlan(Params: Visibility.Private),
        };
        var quantized = Quantizer.Quantize(graph, samples, options).Graph;
        int position = Enumerable.Range(0, quantized.Nodes.Count).Single(i => quantized.Nodes[i] is TiledNode);
        var node = (ParameterConvolutionNode)quantized.Nodes[position];
        var plan = TilePlan.Of(quantized, position);
        Assert.NotNull(plan.Lines);
        Assert.True(plan.Lines.RowsOf(node) < (plan.TilesOf(node) * node.InnerLength) + plan.PackedOf(node));

        var circuit = CircuitCompiler.Compile(quantized);
        var witness = circuit.ComputeWitness(samples.Inputs(1));
        Assert.Null(R1csCheck.FirstUnsatisfied(circuit.R1cs, witness.Assignment));
        Assert.Equal(quantized.Run(samples.Inputs(1))["y"].ToFloats(), witness.Outputs["y"].ToFloats());
        var rough = RoughCost.Of(quantized);
        Assert.InRange(rough.Constraints, circuit.Cost.Constraints * 0.85, circuit.Cost.Constraints * 1.15);

        // Every variable that is not an input or weight is held by the rows.
        int given = quantized.Inputs.Sum(input => input.Count * input.Bits) + quantized.Parameters.Sum(p => p.Count * p.Bits);
        var random = new Random(4);
        for (int round = 0; round < 60; round++)
        {
            int i = random.Next(given, witness.Assignment.Private.Length);
            var values = (Fr[])witness.Assignment.Private.Clone();
            values[i] = values[i].IsZero ? Fr.One : round % 2 == 0 ? Fr.Zero : values[i] + Fr.One;
            Assert.NotNull(R1csCheck.FirstUnsatisfied(circuit.R1cs, new R1csAssignment<Fr>(witness.Assignment.Public, values)));
        }
    }

    [Fact]
    public void No_repair_moves_anything_between_neighbouring_results()
    {
        var recorder = new ConstraintRecorder<Fr>();
        _ = Run(recorder, new long[LineLength + 2]);
        var computer = new WitnessComputer<Fr>();
        _ = Run(computer, [1, 0, 1, 1, 1, 1]);
        RowSystem<Fr> system = RowSystems.Of(recorder.Build());
        Fr[] valid = RowSystems.ValuesOf(computer.Build());
        Assert.True(system.Rows.All(row => row.Holds(valid)));
        int[] inputs = [.. Enumerable.Range(1, LineLength + 2)];
        var attack = new AdaptiveAttack<Fr>(system, 8);
        for (int column = LineLength + 3; column < valid.Length; column++)
        {
            foreach (long delta in (long[])[1, -1, 1 << SlotBits, -(1 << SlotBits), 1 << (2 * SlotBits)])
            {
                for (int round = 0; round < 4; round++)
                {
                    Fr[]? found = attack.Try(valid, inputs, column, valid[column] + Fr.FromInt64(delta));
                    Assert.True(found is null || found.AsSpan(0, LineLength + 6).SequenceEqual(valid.AsSpan(0, LineLength + 6)));
                }
            }
        }

        static IntegerSignal<Fr>[] Run(ConstraintSystem<Fr> system, long[] values)
        {
            var gadgets = new IntegerGadgets<Fr>(system);
            IntegerSignal<Fr>[] x = [.. values.Select((value, i) => gadgets.PublicInput(value, Ranges[i]))];
            return [.. Write(gadgets, x).Select(output => gadgets.PublicOutput(output))];
        }
    }

    private static long[] Expected(long[] x) =>
        [.. Enumerable.Range(0, LineLength - 1).Select(o => (x[o] * x[LineLength]) + (x[o + 1] * x[LineLength + 1]))];

    // Result o is coefficient o + 1: the taps lie in the slots in reverse.
    private static IntegerSignal<F>[] Write<F>(IntegerGadgets<F> gadgets, IntegerSignal<F>[] x, int slotBits = SlotBits)
        where F : unmanaged, IField<F>
    {
        long[] values = [.. x.Select(signal => signal.Value)];
        long first = values[LineLength], second = values[LineLength + 1];
        long[] results = Expected(values);
        PackedVector<F> Inputs(int start) => gadgets.PackVectors(ChunkLength, 1, slotBits, (i, _) => x[start + i], false);
        PackedVector<F>[] chunks = [Inputs(0), Inputs(ChunkLength)];
        PackedVector<F> taps = gadgets.PackVectors(2, 1, slotBits, (j, _) => x[LineLength + 1 - j], false);
        int row = gadgets.System.IsRecording ? gadgets.NextPackedRow() : 0;
        TileCarry<F> Carry(BigInteger value, int slot)
        {
            using ScopeToken scope = gadgets.System.Scope("carry");
            return new TileCarry<F>(gadgets.WideInteger(value, slotBits), slot, 1, false);
        }

        TileCarry<F> head = Carry(values[0] * second, 0), between = Carry(values[1] * first, ChunkLength);
        TileCarry<F> tail = Carry(values[LineLength - 1] * first, ChunkLength);
        var outputs = new List<IntegerSignal<F>>();
        for (int chunk = 0; chunk < 2; chunk++)
        {
            TileCarry<F>[] carries = chunk == 0 ? [head, between] : [between with { Slot = 0, IsIn = true }, tail];
            var tile = gadgets.MultiplyChunk(chunks[chunk], taps, slotBits, carries, row);
            for (int slot = 0; slot < 3; slot++)
            {
                if (chunk == 0 ? slot != 1 : slot == 2)
                {
                    gadgets.LeaveEmpty(tile.Slot(slot));
                    continue;
                }

                var product = gadgets.TileProduct(chunks[chunk], taps, null, results[outputs.Count], terms: 2);
                outputs.Add(gadgets.UnpackProduct(product, tile.Slot(slot), 3));
            }
        }

        gadgets.RequireCompleteTiles();
        return [.. outputs];
    }
}
