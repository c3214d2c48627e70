using LionMl.Algebra;

namespace LionMl.R1cs.Tests;

/// <summary>A text with all kinds of constraints, as large as wanted.</summary>
internal static class SampleText
{
    internal static R1csCircuit<Fr> Record(int count, int seed)
    {
        var recorder = new ConstraintRecorder<Fr>();
        Write(recorder, count, seed);
        return recorder.Build();
    }

    internal static R1csAssignment<Fr> Compute(int count, int seed)
    {
        var computer = new WitnessComputer<Fr>();
        Write(computer, count, seed);
        return computer.Build();
    }

    internal static void Write(ConstraintSystem<Fr> system, int count, int seed)
    {
        var random = new Random(seed);
        LinearCombinationBuilder<Fr> sum = system.Combine();
        Variable input = system.AllocatePublic(random.Next(256));
        for (int i = 0; i < count; i++)
        {
            using ScopeToken scope = system.Scope($"part {i / 100}");
            ulong number = (ulong)random.Next(256);
            Variable digits = system.AllocateDigits(number, 8);
            for (int bit = 0; bit < 8; bit++)
            {
                system.EnforceBoolean(ConstraintSystem<Fr>.Following(digits, bit));
                _ = sum.Add(1L << bit, ConstraintSystem<Fr>.Following(digits, bit));
            }

            LinearCombination<Fr> recomposed = sum.Build();
            Variable variable = system.AllocatePrivate((long)number);
            system.EnforceZero(sum.Add(recomposed).Add(-1, variable).Build());
            Fr product = system.ValueOf(recomposed) * system.ValueOf(input);
            system.EnforceProduct(sum.Add(recomposed).AddConstant(i).Build(), input, sum
                .Add(system.AllocatePrivate(product))
                .Add(i, input)
                .Build());
            // A combination of two digits that is 0 or 1 by itself.
            LinearCombination<Fr> unequal = sum.AddConstant(number % 2 == 0 ? 1 : 0).Add(number % 2 == 0 ? -1 : 1, digits).Build();
            system.EnforceBoolean(unequal);
            system.Enforce(system.One, variable, variable);
        }
    }
}
