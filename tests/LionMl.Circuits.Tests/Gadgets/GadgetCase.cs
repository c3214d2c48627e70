using LionMl.Circuits.Gadgets;
using LionMl.R1cs;
using LionMl.TestSupport;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>A gadget over a small prime, for every input of a range: what it must give, and that it can give nothing else.</summary>
/// <typeparam name="TModulus">The prime.</typeparam>
/// <param name="ranges">The range of each input, as the statement would hold it.</param>
/// <param name="text">The gadget.</param>
/// <param name="expected">The outputs for some inputs, or null where no witness may exist.</param>
internal sealed class GadgetCase<TModulus>(
    IntegerRange[] ranges, GadgetText<SmallPrimeField<TModulus>> text, Func<long[], long[]?> expected)
    where TModulus : IPrimeModulus
{
    private readonly R1csCircuit<SmallPrimeField<TModulus>> _circuit = Record(ranges, text);

    internal R1csCircuit<SmallPrimeField<TModulus>> Circuit => _circuit;

    /// <summary>All inputs of the ranges.</summary>
    internal IEnumerable<long[]> Inputs => Combinations(0, new long[ranges.Length]);

    /// <summary>The witness generator gives the expected outputs, and refuses with a typed error where there are none.</summary>
    internal void WitnessesAreAsExpected()
    {
        foreach (long[] input in Inputs)
        {
            if (expected(input) is not { } outputs)
            {
                _ = Assert.Throws<RangeException>(() => Compute(input));
                continue;
            }

            R1csAssignment<SmallPrimeField<TModulus>> assignment = Compute(input);
            Assert.Null(R1csCheck.FirstUnsatisfied(_circuit, assignment));
            Assert.Equal(Residues(outputs), assignment.Public[(1 + ranges.Length)..].Select(value => value.Number));
        }
    }

    /// <summary>Over all assignments of all other variables, exactly the expected outputs are accepted.</summary>
    internal void OutputsAreUnique() => Assert.Null(Attack(RowSystems.Of(_circuit)));

    /// <summary>Takes every constraint away in turn: each must be missed.</summary>
    internal void EveryConstraintIsNeeded()
    {
        RowSystem<SmallPrimeField<TModulus>> system = RowSystems.Of(_circuit);
        for (int row = 0; row < system.Rows.Count && _circuit.ScopeOf(row) != "padding"; row++)
            Assert.True(Attack(system.Without(row)) is not null, $"Nothing needs constraint {row}.");
    }

    /// <summary>An input for which other outputs than the expected ones are accepted, or none; null if there is no such input.</summary>
    private string? Attack(RowSystem<SmallPrimeField<TModulus>> system)
    {
        var solver = new ExhaustiveSolver<TModulus>(system);
        int[] outputs = [.. Enumerable.Range(1 + ranges.Length, _circuit.PublicCount - 1 - ranges.Length)];
        foreach (long[] input in Inputs)
        {
            int[]? wanted = expected(input) is { } values ? Residues(values) : null;
            IReadOnlyList<int[]> found = solver.Find(input.Select((value, i) => (1 + i, value)), outputs, limit: 2);
            bool asExpected = wanted is null ? found.Count == 0 : found.Count == 1 && found[0].SequenceEqual(wanted);
            if (!asExpected)
            {
                return $"({string.Join(", ", input)}): {string.Join(" and ", found.Select(f => string.Join(',', f)))}"
                    + $" instead of {(wanted is null ? "none" : string.Join(',', wanted))}";
            }
        }

        return null;
    }

    /// <summary>
    /// For inputs that the witness generator may refuse, and does where it is not sure: over all assignments nothing but the truth is
    /// accepted, though perhaps not even that.
    /// </summary>
    internal void NothingButTheTruthIsAccepted()
    {
        var solver = new ExhaustiveSolver<TModulus>(RowSystems.Of(_circuit));
        int[] outputs = [.. Enumerable.Range(1 + ranges.Length, _circuit.PublicCount - 1 - ranges.Length)];
        foreach (long[] input in Inputs)
        {
            int[] truth = expected(input) is { } values ? Residues(values) : [];
            Assert.All(solver.Find(input.Select((value, i) => (1 + i, value)), outputs, limit: 2), found => Assert.Equal(truth, found));
        }
    }

    internal void IsSound()
    {
        WitnessesAreAsExpected();
        OutputsAreUnique();
        EveryConstraintIsNeeded();
    }

    private R1csAssignment<SmallPrimeField<TModulus>> Compute(long[] input)
    {
        var computer = new WitnessComputer<SmallPrimeField<TModulus>>();
        Write(computer, ranges, text, input);
        return computer.Build();
    }

    private static R1csCircuit<SmallPrimeField<TModulus>> Record(IntegerRange[] ranges, GadgetText<SmallPrimeField<TModulus>> text)
    {
        var recorder = new ConstraintRecorder<SmallPrimeField<TModulus>>();
        Write(recorder, ranges, text, new long[ranges.Length]);
        return recorder.Build();
    }

    private static void Write(
        ConstraintSystem<SmallPrimeField<TModulus>> system,
        IntegerRange[] ranges,
        GadgetText<SmallPrimeField<TModulus>> text,
        long[] input)
    {
        var gadgets = new IntegerGadgets<SmallPrimeField<TModulus>>(system);
        IntegerSignal<SmallPrimeField<TModulus>>[] signals =
            [.. ranges.Select((range, i) => gadgets.PublicInput(input[i], range))];
        foreach (IntegerSignal<SmallPrimeField<TModulus>> output in text(gadgets, signals))
            _ = gadgets.PublicOutput(output);
        gadgets.FlushAll();
    }

    private IEnumerable<long[]> Combinations(int index, long[] values)
    {
        if (index == ranges.Length)
        {
            yield return [.. values];
            yield break;
        }

        for (long value = ranges[index].Low; value <= ranges[index].High; value++)
        {
            values[index] = value;
            foreach (long[] combination in Combinations(index + 1, values))
                yield return combination;
        }
    }

    private static int[] Residues(long[] values) => [.. values.Select(value => SmallPrimeField<TModulus>.FromInt64(value).Number)];
}
