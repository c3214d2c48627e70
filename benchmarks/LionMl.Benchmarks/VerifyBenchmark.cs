using LionMl.Algebra;
using LionMl.R1cs;
using LionMl.Varuna;

namespace LionMl.Benchmarks;

/// <summary>Verification, from bytes to the verdict.</summary>
internal sealed class VerifyBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "verify";

    /// <inheritdoc/>
    public string Summary => "verification of one instance, ms; --cores=2";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
        var workers = new Workers(Measure.Option(options, "cores", 2));
        UniversalSrs srs = UniversalSrs.MakeSandbox(12, Workers.All);
        foreach (int publicCount in (int[])[16, 1024])
        {
            (byte[] key, byte[] proof, Fr[] inputs) = Prove(publicCount, srs);
            VerifyingKey? parsedKey = null;
            VarunaProof? parsedProof = null;
            Report("read the key", () => VerifyingKey.TryRead(key, out parsedKey, out _));
            Report("read the proof", () => VarunaProof.TryRead(proof, out parsedProof, out _));
            VerifierInput[] circuits = [new VerifierInput(parsedKey!, [inputs])];
            Report("check the equation", () =>
            {
                VerificationResult result = VarunaVerifier.Verify(VarunaVersion.V3, circuits, parsedProof!, srs.Verifier, workers);
                if (!result.IsAccepted)
                    throw new InvalidOperationException(result.Detail);
            });
            Report("all from bytes", () =>
            {
                VerificationResult result = VarunaVerifier.Verify(VarunaVersion.V3, key, inputs, proof, srs.Verifier, workers);
                if (!result.IsAccepted)
                    throw new InvalidOperationException(result.Detail);
            });

            void Report(string what, Action body) =>
                Measure.Print($"{publicCount} public inputs: {what}", Measure.MedianSeconds(body, 21) * 1000, "ms");
        }
    }

    // A circuit whose public inputs are the squares 1, 1, 4, 9, … of private variables.
    private static (byte[] Key, byte[] Proof, Fr[] Inputs) Prove(int publicCount, UniversalSrs srs)
    {
        var recorder = new ConstraintRecorder<Fr>();
        Write(recorder, publicCount);
        var witness = new WitnessComputer<Fr>();
        Write(witness, publicCount);
        R1csAssignment<Fr> assignment = witness.Build();
        ProvingKey key = VarunaSetup.Run(recorder.Build(), srs, Workers.All);
        VarunaProof proof = VarunaProver.Prove(
            VarunaVersion.V3, [new ProverInput(key, [assignment])], srs, new OperatingSystemRandomness(), Workers.All);
        return (key.VerifyingKey.ToBytes(), proof.ToBytes(), [.. assignment.Public]);
    }

    private static void Write(ConstraintSystem<Fr> system, int publicCount)
    {
        for (int i = 1; i < publicCount; i++)
        {
            Variable square = system.AllocatePublic((long)i * i);
            Variable root = system.AllocatePrivate(i);
            system.Enforce(root, root, square);
        }
    }
}
