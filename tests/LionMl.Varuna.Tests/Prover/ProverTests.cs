using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna.Tests;

public sealed class ProverTests
{
    private static readonly Lazy<UniversalSrs> Sandbox = new(() => UniversalSrs.MakeSandbox(8, Workers.All));

    public static TheoryData<int, int, int> Shapes { get; } = new()
    {
        // public inputs, constraints, entries per row of A
        { 1, 2, 1 }, { 1, 5, 3 }, { 2, 1, 1 }, { 3, 3, 2 }, { 4, 4, 4 }, { 5, 13, 1 }, { 8, 20, 6 }, { 16, 1, 1 }, { 33, 7, 9 },
        { 64, 30, 5 }, { 7, 127, 2 }, { 1, 128, 1 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Circuits_of_every_shape_are_proved(int publics, int constraints, int density)
    {
        (R1csCircuit<Fr> circuit, Func<int, R1csAssignment<Fr>> assign) = RandomCircuit.Make(publics, constraints, density, publics);
        ProvingKey key = VarunaSetup.Run(circuit, Sandbox.Value, Workers.All);
        foreach (VarunaVersion version in Enum.GetValues<VarunaVersion>())
        {
            foreach (Workers workers in (Workers[])[Workers.One, new Workers(3)])
                ProveAndVerify(version, [new ProverInput(key, [assign(1)])], workers);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Several_instances_are_proved_in_one_proof(int count)
    {
        (R1csCircuit<Fr> circuit, Func<int, R1csAssignment<Fr>> assign) = RandomCircuit.Make(6, 11, 3, 5);
        ProvingKey key = VarunaSetup.Run(circuit, Sandbox.Value, Workers.All);
        foreach (VarunaVersion version in Enum.GetValues<VarunaVersion>())
            ProveAndVerify(version, [new ProverInput(key, [.. Enumerable.Range(0, count).Select(assign)])], Workers.All);
    }

    [Fact]
    public void Several_circuits_of_different_sizes_are_proved_in_one_proof()
    {
        var inputs = new List<ProverInput>();
        foreach ((int publics, int constraints, int density, int instances) in new[] { (1, 3, 1, 2), (9, 40, 5, 1), (4, 17, 2, 3) })
        {
            (R1csCircuit<Fr> circuit, Func<int, R1csAssignment<Fr>> assign) = RandomCircuit.Make(publics, constraints, density, 7);
            ProvingKey key = VarunaSetup.Run(circuit, Sandbox.Value, Workers.All);
            inputs.Add(new ProverInput(key, [.. Enumerable.Range(0, instances).Select(assign)]));
            foreach (VarunaVersion version in Enum.GetValues<VarunaVersion>())
                ProveAndVerify(version, inputs, Workers.All);
        }
    }

    [Fact]
    public void A_proof_does_not_depend_on_the_number_of_cores()
    {
        (R1csCircuit<Fr> circuit, Func<int, R1csAssignment<Fr>> assign) = RandomCircuit.Make(3, 120, 3, 1);
        ProvingKey key = VarunaSetup.Run(circuit, Sandbox.Value, Workers.One);
        Assert.Equal(key.VerifyingKey.ToBytes(), VarunaSetup.Run(circuit, Sandbox.Value, new Workers(4)).VerifyingKey.ToBytes());
        Assert.Equal(Prove(Workers.One), Prove(new Workers(4)));

        byte[] Prove(Workers workers) => VarunaProver.Prove(
            VarunaVersion.V3, [new ProverInput(key, [assign(0)])], Sandbox.Value, new HashRandomness("cores"), workers).ToBytes();
    }

    [Fact]
    public void Two_proofs_of_the_same_statement_differ()
    {
        (R1csCircuit<Fr> circuit, Func<int, R1csAssignment<Fr>> assign) = RandomCircuit.Make(3, 5, 3, 1);
        ProvingKey key = VarunaSetup.Run(circuit, Sandbox.Value, Workers.All);
        byte[] first = ProveAndVerify(VarunaVersion.V3, [new ProverInput(key, [assign(0)])], Workers.All).ToBytes();
        byte[] second = ProveAndVerify(VarunaVersion.V3, [new ProverInput(key, [assign(0)])], Workers.All).ToBytes();
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_proof_for_another_circuit_is_refused_by_the_verifier()
    {
        (R1csCircuit<Fr> circuit, Func<int, R1csAssignment<Fr>> assign) = RandomCircuit.Make(3, 5, 3, 1);
        (R1csCircuit<Fr> other, _) = RandomCircuit.Make(3, 5, 3, 2);
        ProvingKey key = VarunaSetup.Run(circuit, Sandbox.Value, Workers.All);
        ProvingKey otherKey = VarunaSetup.Run(other, Sandbox.Value, Workers.All);
        VarunaProof proof = ProveAndVerify(VarunaVersion.V3, [new ProverInput(key, [assign(0)])], Workers.All);
        VerifierInput[] inputs = [new VerifierInput(otherKey.VerifyingKey, [assign(0).Public])];
        Assert.False(VarunaVerifier.Verify(VarunaVersion.V3, inputs, proof, Sandbox.Value.Verifier).IsAccepted);
    }

    [Fact]
    public void A_false_assignment_is_refused_with_row_and_scope()
    {
        (R1csCircuit<Fr> circuit, Func<int, R1csAssignment<Fr>> assign) = RandomCircuit.Make(2, 9, 3, 3);
        ProvingKey key = VarunaSetup.Run(circuit, Sandbox.Value, Workers.All);
        R1csAssignment<Fr> good = assign(0), bad = assign(0);
        bad.Private[4] += Fr.One;
        UnsatisfiedConstraintException e = Assert.Throws<UnsatisfiedConstraintException>(
            () => ProveAndVerify(VarunaVersion.V3, [new ProverInput(key, [good, bad])], Workers.All));
        Assert.Equal((0, 1, R1csCheck.FirstUnsatisfied(circuit, bad)!.Constraint, "layer"), (e.Circuit, e.Instance, e.Row, e.Scope));
        Assert.Contains("'layer'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused()
    {
        (R1csCircuit<Fr> circuit, Func<int, R1csAssignment<Fr>> assign) = RandomCircuit.Make(2, 9, 3, 3);
        (_, Func<int, R1csAssignment<Fr>> other) = RandomCircuit.Make(2, 8, 3, 3);
        ProvingKey key = VarunaSetup.Run(circuit, Sandbox.Value, Workers.All);
        var good = new ProverInput(key, [assign(0)]);
        Assert.Throws<ArgumentException>(() => ProveAndVerify(VarunaVersion.V3, [], Workers.All));
        Assert.Throws<ArgumentException>(() => ProveAndVerify(VarunaVersion.V3, [good, good], Workers.All));
        Assert.Throws<ArgumentException>(() => ProveAndVerify(VarunaVersion.V3, [new ProverInput(key, [])], Workers.All));
        Assert.Throws<ArgumentException>(() => ProveAndVerify(VarunaVersion.V3, [new ProverInput(key, [other(0)])], Workers.All));
        Assert.Throws<ArgumentException>(() => ProveAndVerify((VarunaVersion)1, [good], Workers.All));
        Assert.Throws<ArgumentException>(() => VarunaProver.Prove(
            VarunaVersion.V3, [good], AleoData.Srs, new OperatingSystemRandomness(), Workers.All));
    }

    [Fact]
    public void Circuits_that_Varuna_cannot_prove_are_refused()
    {
        (R1csCircuit<Fr> large, _) = RandomCircuit.Make(1, 300, 1, 1);
        Assert.Throws<SrsException>(() => VarunaSetup.Run(large, Sandbox.Value, Workers.All));
        R1csMatrix<Fr> none = R1csMatrix<Fr>.FromRows([[]]), one = R1csMatrix<Fr>.FromRows([[(0, Fr.One)]]);
        Assert.Throws<ArgumentException>(() => VarunaSetup.Run(new R1csCircuit<Fr>(1, 3, one, one, none), Sandbox.Value, Workers.All));
        Assert.Throws<ArgumentException>(() => VarunaSetup.Run(new R1csCircuit<Fr>(1, 0, one, one, one), Sandbox.Value, Workers.All));
    }

    [Fact]
    public void Progress_rises_to_one_and_cancellation_stops_setup_and_proof()
    {
        (R1csCircuit<Fr> circuit, Func<int, R1csAssignment<Fr>> assign) = RandomCircuit.Make(2, 9, 3, 3);
        var setup = new ProgressList(null, 0);
        ProvingKey key = VarunaSetup.Run(circuit, Sandbox.Value, Workers.All, setup);
        var proof = new ProgressList(null, 0);
        Prove(Workers.All, proof);
        foreach (ProgressList list in (ProgressList[])[setup, proof])
        {
            Assert.Equal(list.Fractions.Order(), list.Fractions);
            Assert.InRange(list.Fractions[^2], 0.9, 1);
            Assert.Equal(1, list.Fractions[^1]);
        }

        for (int after = 1; after <= proof.Fractions.Count; after += 2)
        {
            using var source = new CancellationTokenSource();
            var workers = new Workers(2, source.Token);
            Assert.ThrowsAny<OperationCanceledException>(() => Prove(workers, new ProgressList(source, after)));
        }

        using var before = new CancellationTokenSource();
        before.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => VarunaSetup.Run(circuit, Sandbox.Value, new Workers(2, before.Token)));

        void Prove(Workers workers, ProgressList progress)
        {
            VarunaProver.Prove(
                VarunaVersion.V3, [new ProverInput(key, [assign(0)])], Sandbox.Value, new OperatingSystemRandomness(), workers, progress);
            workers.Cancellation.ThrowIfCancellationRequested();
        }
    }

    private static VarunaProof ProveAndVerify(VarunaVersion version, IReadOnlyList<ProverInput> inputs, Workers workers)
    {
        VarunaProof proof = VarunaProver.Prove(version, inputs, Sandbox.Value, new OperatingSystemRandomness(), workers);
        VerifierInput[] statement =
        [
            .. inputs.Select(input => new VerifierInput(input.Key.VerifyingKey, [.. input.Assignments.Select(a => a.Public)])),
        ];
        VerificationResult result = VarunaVerifier.Verify(version, statement, proof, Sandbox.Value.Verifier);
        Assert.True(result.IsAccepted, result.Detail);
        VarunaVersion wrong = version == VarunaVersion.V2 ? VarunaVersion.V3 : VarunaVersion.V2;
        Assert.False(VarunaVerifier.Verify(wrong, statement, proof, Sandbox.Value.Verifier).IsAccepted);
        return proof;
    }

    private sealed class ProgressList(CancellationTokenSource? source, int cancelAfter) : IProgress<VarunaProgress>
    {
        internal List<double> Fractions { get; } = [];

        public void Report(VarunaProgress value)
        {
            Fractions.Add(value.Fraction);
            if (Fractions.Count == cancelAfter)
                source?.Cancel();
        }
    }
}
