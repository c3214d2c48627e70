namespace LionMl.Artifacts;

/// <summary>Names of the files in an artifact folder.</summary>
public static class ArtifactNames
{
    /// <summary>Quantised graph and options; made by <c>quantize</c>.</summary>
    public const string Circuit = "circuit.lion";

    /// <summary>The proving key with its circuit; made by <c>setup</c>.</summary>
    public const string ProvingKey = "proving.key";

    /// <summary>snarkVM's bytes of the verifying key; made by <c>setup</c>.</summary>
    public const string VerifyingKey = "verifying.key";

    /// <summary>What snarkVM's bytes cannot carry; made by <c>setup</c>, completed by <c>prove</c>.</summary>
    public const string Statement = "statement.json";

    /// <summary>snarkVM's bytes of the proof.</summary>
    public const string Proof = "proof.bin";

    /// <summary>The public inputs as Aleo's verifier takes them.</summary>
    public const string PublicInputs = "public.json";

    /// <summary>Dequantised outputs beside the float reference.</summary>
    public const string Output = "output.json";

    /// <summary>The folder of private values, readable by its owner only.</summary>
    public const string PrivateFolder = "private";

    /// <summary>The table of a sweep.</summary>
    public const string SweepTable = "sweep.csv";

    /// <summary>Outputs that the statement does not show.</summary>
    public const string PrivateOutput = PrivateFolder + "/output.json";

    /// <summary>Weights and biases that the circuit does not hold; made by <c>quantize</c>.</summary>
    public const string Parameters = PrivateFolder + "/parameters.lion";

    /// <summary>Salts of digests: whoever shall confirm a hashed input needs them.</summary>
    public const string Salts = PrivateFolder + "/salts.json";
}
