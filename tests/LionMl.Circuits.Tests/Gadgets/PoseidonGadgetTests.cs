using LionMl.Algebra;
using LionMl.Circuits.Gadgets;
using LionMl.R1cs;
using LionMl.TestSupport;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>The hash as constraints: Aleo's values, exact rows, and no other digest for the same elements.</summary>
public class PoseidonGadgetTests
{
    /// <summary>Elements; S-boxes with an input that is not constant, and sums that become variables.</summary>
    [Theory]
    [InlineData(1, 103 - 8, 1 + 30 + 9)]
    [InlineData(3, 103 - 6, 3 + 30 + 9)]
    [InlineData(8, 103 - 1, 8 + 30 + 9)]
    [InlineData(9, 103 - 1 + 103, 8 + 30 + 9 + 1 + 30 + 9)]
    public void Rows_are_five_for_each_power_and_one_for_each_long_sum(int count, int powers, int sums)
    {
        R1csCircuit<Fr> circuit = Record(count);
        Assert.Equal((5 * powers) + sums + 1, circuit.ConstraintCount);
        Assert.Equal(count + (5 * powers) + sums, circuit.PrivateCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(17)]
    public void The_digest_is_Aleos_and_satisfies_the_constraints(int count)
    {
        Fr[] elements = [.. Enumerable.Range(0, count).Select(i => Fr.FromInt64((i * 77) - 5))];
        R1csAssignment<Fr> assignment = Compute(elements);
        Assert.Equal(AleoPoseidon.Hash(elements), assignment.Public[1]);
        Assert.Null(R1csCheck.FirstUnsatisfied(Record(count), assignment));
    }

    /// <summary>Rates, rounds and elements over small primes: every value of every element, all assignments of all else.</summary>
    [Fact]
    public void One_digest_for_each_preimage_over_small_primes_and_every_row_is_needed()
    {
        Check<P31>(rate: 2, partial: 3, count: 1);
        Check<P97>(rate: 2, partial: 1, count: 1);
        Check<P17>(rate: 2, partial: 2, count: 2);

        static void Check<TModulus>(int rate, int partial, int count)
            where TModulus : IPrimeModulus
        {
            var parameters = new PoseidonParameters<SmallPrimeField<TModulus>>(rate, 2, partial);
            SmallPrimeField<TModulus> domain = SmallPrimeField<TModulus>.FromInt64(5);
            var recorder = new ConstraintRecorder<SmallPrimeField<TModulus>>();
            Variable[] variables = [.. Enumerable.Range(0, count).Select(_ => recorder.AllocatePublic(0L))];
            var gadget = new PoseidonGadget<SmallPrimeField<TModulus>>(recorder, parameters, domain);
            Variable digest = gadget.Publish(gadget.Hash(
                [.. variables.Select(v => new FieldSignal<SmallPrimeField<TModulus>>(v, default))]));
            RowSystem<SmallPrimeField<TModulus>> system = RowSystems.Of(recorder.Build());
            var solver = new ExhaustiveSolver<TModulus>(system);
            int inputs = (int)Math.Pow(TModulus.Value, count);
            for (int i = 0; i < inputs; i++)
            {
                long[] values = [.. Enumerable.Range(0, count).Select(j => (long)(i / (int)Math.Pow(TModulus.Value, j) % TModulus.Value))];
                var found = solver.Find(values.Select((value, j) => (1 + j, value)), [digest.Index], 2);
                Assert.Equal(Hash(parameters, domain, values).Number, Assert.Single(found)[0]);
            }

            // Over the field of 17 elements x^17 is x, and a linear map may lose a variable.
            for (int row = 0; row < system.Rows.Count && TModulus.Value != 17; row++)
            {
                var weakened = new ExhaustiveSolver<TModulus>(system.Without(row));
                Assert.True(
                    Enumerable.Range(0, TModulus.Value).Any(value =>
                        weakened.Find(Enumerable.Range(1, count).Select(j => (j, (long)value)), [digest.Index], 2).Count > 1),
                    $"Nothing needs row {row} of {system.Rows.Count} over the field of {TModulus.Value} elements.");
            }
        }
    }

    [Fact]
    public void No_repair_reaches_another_digest_of_the_same_elements()
    {
        const int Count = 2;
        R1csCircuit<Fr> circuit = Record(Count);
        RowSystem<Fr> system = RowSystems.Of(circuit);
        Fr[] valid = RowSystems.ValuesOf(Compute([Fr.FromInt64(11), Fr.FromInt64(-4)]));
        var attack = new AdaptiveAttack<Fr>(system, 5);
        int[] inputs = [2, 3];
        for (int column = 1; column < valid.Length; column += column == 1 ? 3 : 17)
        {
            Fr[]? found = attack.Try(valid, inputs, column, valid[column] + Fr.One);
            Assert.True(found is null || found[1] == valid[1]);
        }
    }

    private static SmallPrimeField<TModulus> Hash<TModulus>(
        PoseidonParameters<SmallPrimeField<TModulus>> parameters, SmallPrimeField<TModulus> domain, long[] values)
        where TModulus : IPrimeModulus
    {
        var state = new SmallPrimeField<TModulus>[parameters.Width];
        state[1] = domain;
        state[2] = SmallPrimeField<TModulus>.FromInt64(values.Length);
        parameters.Permute(state);
        for (int i = 0; i < values.Length; i++)
            state[i + 1] += SmallPrimeField<TModulus>.FromInt64(values[i]);
        parameters.Permute(state);
        return state[1];
    }

    private static R1csCircuit<Fr> Record(int count)
    {
        var recorder = new ConstraintRecorder<Fr>();
        Write(recorder, new Fr[count]);
        return recorder.Build();
    }

    private static R1csAssignment<Fr> Compute(Fr[] elements)
    {
        var computer = new WitnessComputer<Fr>();
        Write(computer, elements);
        return computer.Build();
    }

    private static void Write(ConstraintSystem<Fr> system, Fr[] elements)
    {
        var gadget = new PoseidonGadget<Fr>(system, AleoPoseidon.Parameters, AleoPoseidon.Domain);
        Variable[] variables = [.. elements.Select(system.AllocatePrivate)];
        _ = gadget.Publish(gadget.Hash([.. variables.Zip(elements, (variable, value) => system.IsRecording
            ? new FieldSignal<Fr>(variable, Fr.Zero)
            : new FieldSignal<Fr>(LinearCombination<Fr>.Untracked, value))]));
    }
}
