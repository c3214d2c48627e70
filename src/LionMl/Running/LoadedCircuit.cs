using LionMl.Algebra;
using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.Onnx;
using LionMl.Results;

namespace LionMl.Running;

/// <summary>A circuit file with its constraints made again.</summary>
/// <param name="File">The file.</param>
/// <param name="Compiled">The constraints; their hash is the file's.</param>
internal sealed record LoadedCircuit(CircuitFile File, CompiledCircuit Compiled)
{
    /// <summary>What the digest of private parameters is salted with.</summary>
    public Fr ParameterSalt { get; init; }

    private Graph? _model;

    /// <summary>The float model; read once.</summary>
    public Graph Model
    {
        get => _model ??= File.ReadModel();
        init => _model = value;
    }

    /// <summary>The size that a key of this circuit counts.</summary>
    public CircuitSummary Summary { get; } = CircuitSummary.Of(
        Compiled.R1cs.PublicCount,
        Compiled.R1cs.PrivateCount,
        Compiled.R1cs.ConstraintCount,
        Compiled.R1cs.A.EntryCount,
        Compiled.R1cs.B.EntryCount,
        Compiled.R1cs.C.EntryCount);

    /// <summary>Reads and compiles.</summary>
    /// <param name="folder">The artifact folder.</param>
    /// <param name="recorder">The verb's.</param>
    /// <param name="use">What the circuit is read for: refused before it is compiled where that would take too much memory.</param>
    /// <param name="instances">How many inputs a proof will be for.</param>
    /// <exception cref="LionException">The constraints are not those that the file was written with.</exception>
    public static LoadedCircuit Load(string folder, Recorder recorder, MemoryUse? use = null, int instances = 1)
    {
        (CircuitFile file, Fr salt) = recorder.Phase("load", "reading the circuit", () => Read(folder));
        if (use is { } limited)
        {
            recorder.RequireMemory(file.Graph, limited, instances);
        }

        CompiledCircuit compiled = recorder.Phase(
            "compile", "making the constraints", () => CircuitCompiler.Compile(file.Graph, recorder.Cancellation));
        string hash = Convert.ToHexStringLower(compiled.Hash);
        return hash == file.CircuitSha256
            ? new LoadedCircuit(file, compiled) { ParameterSalt = salt }
            : throw LionException.BadInput(
                $"{Path.Combine(folder, ArtifactNames.Circuit)} was made by another version of this program (constraints "
                    + $"{file.CircuitSha256[..16]}…, now {hash[..16]}…); run 'lion quantize' again.");
    }

    /// <summary>A circuit with its secret part, if it has one that is here.</summary>
    private static (CircuitFile File, Fr Salt) Read(string folder)
    {
        CircuitFile file = CircuitFile.Load(folder);
        if (file.Graph.Parameters.Count == 0 || ParametersFile.Load(folder) is not { } parameters)
        {
            return (file, Fr.Zero);
        }

        try
        {
            QuantizedGraph graph = file.Graph.WithParameters(new MemoryStream(parameters.Integers.ToArray(), writable: false));
            return (file with { Graph = graph, Model = parameters.Model }, parameters.Salt);
        }
        catch (CircuitException failure)
        {
            throw LionException.BadInput($"{Path.Combine(folder, ArtifactNames.Parameters)} is not usable: {failure.Message}", failure);
        }
    }

    /// <summary>Reads samples for this circuit.</summary>
    public TensorSamples ReadSamples(DataSource data) => data.Read(Model);
}
