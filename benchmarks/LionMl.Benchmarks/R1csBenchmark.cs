using LionMl.Algebra;
using LionMl.Circuits;
using LionMl.Circuits.Gadgets;
using LionMl.R1cs;

namespace LionMl.Benchmarks;

/// <summary>Recording, computing and checking a dense network of gadgets, by default a million constraints.</summary>
internal sealed class R1csBenchmark : IBenchmark
{
    private const int Inputs = 100;

    /// <inheritdoc/>
    public string Name => "r1cs";

    /// <inheritdoc/>
    public string Summary => "record, compute, check, ms; --layers=10 --neurons=3500";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
        int layers = Measure.Option(options, "layers", 10), neurons = Measure.Option(options, "neurons", 3500);
        R1csCircuit<Fr> circuit = Record();
        Console.WriteLine(
            $"{circuit.ConstraintCount} constraints, {circuit.PrivateCount} variables, entries {circuit.A.EntryCount} "
            + $"{circuit.B.EntryCount} {circuit.C.EntryCount}, products of weights {(long)layers * neurons * Inputs}");
        R1csAssignment<Fr> assignment = Compute();
        Measure.Print("record and place", Measure.Medians(() => Record(), 3), 1000, "ms");
        Measure.Print("compute the witness", Measure.Medians(() => Compute(), 3), 1000, "ms");
        Measure.Print("check, one core", Measure.Medians(() => R1csCheck.FirstUnsatisfied(circuit, assignment), 3), 1000, "ms");

        R1csCircuit<Fr> Record()
        {
            var recorder = new ConstraintRecorder<Fr>();
            Write(recorder, layers, neurons);
            return recorder.Build();
        }

        R1csAssignment<Fr> Compute()
        {
            var computer = new WitnessComputer<Fr>();
            Write(computer, layers, neurons);
            return computer.Build();
        }
    }

    private static void Write(ConstraintSystem<Fr> system, int layers, int neurons)
    {
        var gadgets = new IntegerGadgets<Fr>(system);
        var random = new Random(1);
        PackedRows<Fr> packer = gadgets.NewPacker();
        SignalSum<Fr> sum = gadgets.NewSum();
        IntegerSignal<Fr>[] values = [.. Enumerable.Range(0, Inputs).Select(_ => gadgets.PrivateInput(random.Next(256), 8, signed: false))];
        for (int layer = 0; layer < layers; layer++)
        {
            using ScopeToken scope = system.Scope($"dense {layer}");
            var results = new IntegerSignal<Fr>[neurons];
            for (int neuron = 0; neuron < neurons; neuron++)
            {
                foreach (IntegerSignal<Fr> value in values)
                    _ = sum.Add(random.Next(-127, 128), value);
                results[neuron] = gadgets.SaturatingReluRescale(sum.Build(), 26, 14, 8, packer);
            }

            values = results[..Inputs];
        }

        gadgets.FlushAll();
    }
}
