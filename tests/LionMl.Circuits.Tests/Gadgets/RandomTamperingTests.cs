using System.Globalization;
using LionMl.Algebra;
using LionMl.R1cs;
using LionMl.TestSupport.Soundness;
using Xunit.Abstractions;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>
/// Random gadgets with random parameters and inputs over the real field, and random changes of their witnesses. The environment variable
/// LIONML_TAMPER_COUNT says how many changes, LIONML_TAMPER_SEED where to begin.
/// </summary>
public class RandomTamperingTests(ITestOutputHelper output)
{
    private const int DefaultCount = 100_000;
    private const int DefaultSeed = 20_261_129;
    private const int ChangesOfOneWitness = 400;
    private const int WeakenedCircuits = 120;
    private const int ChangesOfWeakened = 1500;
    private const int Neighbours = 4;

    [Fact]
    public void No_changed_witness_gives_other_outputs()
    {
        long wanted = Number("LIONML_TAMPER_COUNT", DefaultCount), tried = 0;
        int seed = (int)Number("LIONML_TAMPER_SEED", DefaultSeed), circuits = 0, refused = 0;
        Dictionary<string, long> triedOf = [];
        for (; tried < wanted; circuits++, seed++)
        {
            var random = new Random(Mixed(seed));
            RandomGadget gadget = RandomGadget.Make(random);
            if (Attack.On(gadget, random, seed) is not { } attack)
            {
                refused++;
                continue;
            }

            Fr[]? found = attack.Find(ChangesOfOneWitness);
            Assert.True(found is null, $"seed {seed}: {gadget.Name} of ({string.Join(", ", attack.Input)}) also gives {attack.Outputs(found)}");
            tried += ChangesOfOneWitness;
            string kind = gadget.Name.Split('(')[0];
            triedOf[kind] = triedOf.GetValueOrDefault(kind) + ChangesOfOneWitness;
        }

        output.WriteLine($"{tried} changes of {circuits - refused} witnesses ({refused} had none), seeds up to {seed - 1}.");
        output.WriteLine(string.Join(", ", triedOf.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key} {entry.Value}")));
        Assert.True(wanted < DefaultCount || triedOf.Count == RandomGadget.Names.Count());
    }

    /// <summary>The same changes find their way where one constraint is missing: otherwise their silence would mean nothing.</summary>
    [Fact]
    public void The_same_changes_find_missing_constraints()
    {
        int attacked = 0;
        HashSet<string> broken = [];
        for (int seed = DefaultSeed; seed < DefaultSeed + WeakenedCircuits; seed++)
        {
            var random = new Random(Mixed(seed));
            RandomGadget gadget = RandomGadget.Make(random);
            if (Attack.On(gadget, random, seed, without: random) is not { } attack)
                continue;
            attacked++;
            if (attack.Find(ChangesOfWeakened) is not null)
                _ = broken.Add($"{seed} {gadget.Name}");
        }

        string[] kinds = [.. broken.Select(name => name.Split(' ', '(')[1]).Distinct().Order()];
        output.WriteLine($"{broken.Count} of {attacked} weakened circuits were broken: {string.Join(", ", kinds)}");
        Assert.True(3 * broken.Count > attacked, $"{broken.Count} of {attacked}");

        // Chains need more changes than fit here.
        Assert.True(kinds.Length >= RandomGadget.Names.Count() - 3, string.Join(", ", RandomGadget.Names.Except(kinds)));
    }

    // Generators of neighbouring seeds begin alike; MurmurHash's last steps keep gadget, parameters and inputs apart.
    private static int Mixed(int seed)
    {
        uint mixed = (uint)seed;
        mixed = (mixed ^ (mixed >> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >> 13)) * 0xc2b2ae35;
        return (int)(mixed ^ (mixed >> 16));
    }

    private static long Number(string variable, long otherwise) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : otherwise;

    private sealed class Attack(RandomAttack<Fr> attack, Fr[] valid, Fr[][] neighbours, long[] input, int publics)
    {
        internal long[] Input => input;

        internal static Attack? On(RandomGadget gadget, Random random, int seed, Random? without = null)
        {
            var recorder = new ConstraintRecorder<Fr>();
            Write(recorder, gadget, new long[gadget.Ranges.Length]);
            R1csCircuit<Fr> circuit = recorder.Build();
            RowSystem<Fr> system = RowSystems.Of(circuit);
            system = system with { Rows = [.. system.Rows.Where((_, row) => circuit.ScopeOf(row) != "padding")] };
            List<(long[] Input, Fr[] Values)> witnesses = [];
            for (int attempt = 0; attempt < 30 && witnesses.Count <= Neighbours; attempt++)
            {
                long[] input = gadget.Input(random);
                if (Compute(gadget, input) is { } values)
                    witnesses.Add((input, values));
            }

            if (witnesses.Count == 0)
                return null;
            Assert.All(witnesses, witness => Assert.True(system.Rows.All(row => row.Holds(witness.Values)), $"seed {seed}: {gadget.Name}"));
            int[] inputs = [.. Enumerable.Range(1, gadget.Ranges.Length)];
            int[] outputs = [.. Enumerable.Range(1 + gadget.Ranges.Length, circuit.PublicCount - 1 - gadget.Ranges.Length)];
            if (without is not null)
            {
                int[] others = [.. Enumerable.Range(0, system.Rows.Count).Where(row => !system.Rows[row].Columns.Any(outputs.Contains))];
                system = system.Without(others[without.Next(others.Length)]);
            }

            return new Attack(
                new RandomAttack<Fr>(system, inputs, outputs, seed),
                witnesses[0].Values,
                [.. witnesses.Skip(1).Select(witness => witness.Values)],
                witnesses[0].Input,
                circuit.PublicCount);
        }

        internal Fr[]? Find(int count) => attack.Find(valid, neighbours, count);

        internal string Outputs(Fr[]? values) => values is null ? "nothing" : string.Join(", ", values[(1 + input.Length)..publics]);

        private static Fr[]? Compute(RandomGadget gadget, long[] input)
        {
            try
            {
                var computer = new WitnessComputer<Fr>();
                Write(computer, gadget, input);
                return RowSystems.ValuesOf(computer.Build());
            }
            catch (RangeException)
            {
                return null;
            }
        }

        private static void Write(ConstraintSystem<Fr> system, RandomGadget gadget, long[] input)
        {
            var gadgets = new Circuits.Gadgets.IntegerGadgets<Fr>(system);
            var signals = gadget.Ranges.Select((range, i) => gadgets.PublicInput(input[i], range)).ToArray();
            foreach (var result in gadget.Text(gadgets, signals))
                _ = gadgets.PublicOutput(result);
            gadgets.FlushAll();
        }
    }
}
