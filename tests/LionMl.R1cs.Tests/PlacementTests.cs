using FsCheck;
using FsCheck.Fluent;
using LionMl.Algebra;

namespace LionMl.R1cs.Tests;

/// <summary>Where flexible constraints go: the matrices are even, and mean what was recorded.</summary>
public class PlacementTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(3000)]
    public void Placed_constraints_hold_for_the_computed_witness_and_for_no_changed_one(int count)
    {
        R1csCircuit<Fr> circuit = SampleText.Record(count, 3);
        Assert.Null(R1csCheck.FirstUnsatisfied(circuit, SampleText.Compute(count, 3)));
        var random = new Random(5);
        R1csAssignment<Fr> assignment = SampleText.Compute(count, 3);
        for (int i = 0; i < 20; i++)
        {
            int index = random.Next(assignment.Private.Length);
            Fr before = assignment.Private[index];
            assignment.Private[index] += Fr.FromInt64(random.Next(1, 1000));
            Assert.NotNull(R1csCheck.FirstUnsatisfied(circuit, assignment));
            assignment.Private[index] = before;
        }
    }

    [Fact]
    public void Booleans_fill_the_cheapest_powers_of_two_evenly()
    {
        var system = new ConstraintRecorder<Fr>();
        Variable first = system.AllocateDigits(0, 300);
        for (int i = 0; i < 300; i++)
            system.EnforceBoolean(ConstraintSystem<Fr>.Following(first, i));
        R1csCircuit<Fr> circuit = system.Build();
        // 512 + 512 + 64 with a greatest of 512 is cheaper than 512 each, and every third entry of a boolean can be anywhere.
        Assert.Equal((424, 423, 53), (circuit.A.EntryCount, circuit.B.EntryCount, circuit.C.EntryCount));
    }

    [Fact]
    public void A_long_linear_row_is_split_where_the_matrices_need_it()
    {
        var system = new ConstraintRecorder<Fr>();
        LinearCombinationBuilder<Fr> sum = system.Combine();
        for (int i = 1; i <= 3000; i++)
            _ = sum.Add(i, system.AllocatePrivate(0));
        system.EnforceZero(sum.Build());
        for (int i = 1; i <= 1000; i++)
            _ = sum.Add(i, system.AllocatePrivate(0));
        system.EnforceZero(sum.Build());
        R1csCircuit<Fr> circuit = system.Build();
        // 4000 entries fit 2048 + 1024 + 1024, less one each, which costs less than 2048 each.
        int[] sizes = [.. new[] { circuit.A.EntryCount, circuit.B.EntryCount, circuit.C.EntryCount }.Order()];
        Assert.True(sizes[0] < 1024 && sizes[1] < 1024 && sizes[2] < 2048, string.Join(' ', sizes));
        Assert.InRange(sizes.Sum(), 4000, 4002);
    }

    [Fact]
    public void Recorded_products_that_must_stay_stay()
    {
        var system = new ConstraintRecorder<Fr>();
        Variable x = system.AllocatePrivate(0);
        LinearCombination<Fr> shifted = system.Combine().Add(x).AddConstant(1).Build();
        for (int i = 0; i < 10; i++)
            system.Enforce(shifted, x, x);
        R1csCircuit<Fr> circuit = system.Build();
        Assert.Equal((20, 10, 10), (circuit.A.EntryCount, circuit.B.EntryCount, circuit.C.EntryCount));
        system = new ConstraintRecorder<Fr>();
        x = system.AllocatePrivate(0);
        shifted = system.Combine().Add(x).AddConstant(1).Build();
        for (int i = 0; i < 10; i++)
            system.EnforceProduct(shifted, x, x);
        circuit = system.Build();
        Assert.Equal((15, 15, 10), (circuit.A.EntryCount, circuit.B.EntryCount, circuit.C.EntryCount));
    }

    [Fact]
    public void Random_mixtures_come_out_as_even_as_powers_of_two_ask_for() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Products, byte Booleans, byte Linear, byte Length)>(),
        mix =>
        {
            var system = new ConstraintRecorder<Fr>();
            LinearCombinationBuilder<Fr> sum = system.Combine();
            Variable x = system.AllocatePrivate(0);
            for (int i = 0; i < mix.Products; i++)
                system.EnforceProduct(x, system.AllocatePrivate(0), x);
            for (int i = 0; i < mix.Booleans; i++)
                system.EnforceBoolean(system.AllocatePrivate(0));
            for (int i = 0; i < mix.Linear; i++)
            {
                for (int j = 0; j < mix.Length; j++)
                    _ = sum.Add(j + 1, system.AllocatePrivate(0));
                system.EnforceZero(sum.Build());
            }

            R1csCircuit<Fr> circuit = system.Build();
            int[] sizes = [circuit.A.EntryCount, circuit.B.EntryCount, circuit.C.EntryCount];
            int total = sizes.Sum();
            int even = 4;
            while (3 * (even - 1) < total + mix.Linear)
                even *= 2;
            // No matrix needs a larger power of two than an even split, unless the products alone do.
            Assert.True(sizes.Max() < even, $"{mix}: {string.Join(' ', sizes)}, allowed {even}");
            Assert.True(sizes.Min() >= 2);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
