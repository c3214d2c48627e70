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
    /// <exception cref="LionException">The constraints are not those that the file was written with.</exception>
    public static LoadedCircuit Load(string folder, Recorder recorder)
    {
        CircuitFile file = recorder.Phase("load", "reading the circuit", () => CircuitFile.Load(folder));
        CompiledCircuit compiled = recorder.Phase(
            "compile", "making the constraints", () => CircuitCompiler.Compile(file.Graph, recorder.Cancellation));
        string hash = Convert.ToHexStringLower(compiled.Hash);
        return hash == file.CircuitSha256
            ? new LoadedCircuit(file, compiled)
            : throw LionException.BadInput(
                $"{Path.Combine(folder, ArtifactNames.Circuit)} was made by another version of this program (constraints "
                    + $"{file.CircuitSha256[..16]}…, now {hash[..16]}…); run 'lion quantize' again.");
    }

    /// <summary>Reads samples for this circuit.</summary>
    public TensorSamples ReadSamples(DataSource data) => data.Read(Model);
}
