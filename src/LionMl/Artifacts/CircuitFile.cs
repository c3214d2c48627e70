using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LionMl.Circuits;
using LionMl.Commands;
using LionMl.Onnx;

namespace LionMl.Artifacts;

/// <summary>
/// <c>circuit.lion</c>: the quantised graph, the float model that it is measured against, and how both came about. The constraints are
/// not stored: they are made again, always the same, and checked by their hash.
/// </summary>
public sealed record CircuitFile
{
    private const string Kind = "LIONCIRC";
    private const int Version = 1;
    private const long MaxBytes = 2L << 30;
    private const string Remedy = "make it again with 'lion quantize'";

    private static readonly JsonSerializerOptions Style = new()
    {
        TypeInfoResolver = JsonTypes.Resolver,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The model in integers.</summary>
    public required QuantizedGraph Graph { get; init; }

    /// <summary>
    /// The model in floats, as a self-contained ONNX file with fixed dimensions; empty where weights are private and not at hand.
    /// </summary>
    public required ReadOnlyMemory<byte> Model { get; init; }

    /// <summary>The file that the model was read from.</summary>
    public required StatementModel Source { get; init; }

    /// <summary>The SHA-256 of the constraints, lower-case hex.</summary>
    public required string CircuitSha256 { get; init; }

    /// <summary>How the scales were found.</summary>
    public required CalibrationRecord Calibration { get; init; }

    /// <summary>Options that were used, defaults included.</summary>
    public required ImmutableDictionary<string, string> Options { get; init; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, or the artifact folder that holds it.</param>
    /// <exception cref="LionException">Missing, damaged, foreign or of another version.</exception>
    public static CircuitFile Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string file = Directory.Exists(path) ? Path.Combine(path, ArtifactNames.Circuit) : path;
        byte[] bytes = ArtifactFile.Read(file, MaxBytes, "run 'lion quantize MODEL.onnx' first");
        (JsonObject json, ReadOnlyMemory<byte>[] sections) = Envelope.Read(file, bytes, Kind, Version, Remedy);
        try
        {
            Header header = json.Deserialize<Header>(Style)!;
            if (sections.Length != 2)
            {
                throw LionException.BadInput($"{file} does not have its two sections; {Remedy}.");
            }

            return new CircuitFile
            {
                Graph = QuantizedGraph.Load(new MemoryStream(sections[0].ToArray(), writable: false)),
                Model = sections[1],
                Source = header.Source,
                CircuitSha256 = header.CircuitSha256,
                Calibration = header.Calibration,
                Options = header.Options,
            };
        }
        catch (Exception failure) when (failure is JsonException or CircuitException)
        {
            throw LionException.BadInput($"{file} is not usable: {failure.Message.ReplaceLineEndings(" ")} {Remedy}.", failure);
        }
    }

    /// <summary>Writes the file.</summary>
    public void Save(Stream destination)
    {
        using var graph = new MemoryStream();
        Graph.Save(graph);
        // The values that calibration saw in each layer tell of weights, as do the float model and the reasons why scales failed.
        CalibrationRecord calibration = Graph.Parameters.Count == 0
            ? Calibration
            : Calibration with { Layers = [], Trials = [.. Calibration.Trials.Select(WithoutReason)] };
        var header = new Header(CommandTable.ProgramVersion, Source, CircuitSha256, Options, calibration);
        ReadOnlyMemory<byte> model = Graph.Parameters.Count == 0 ? Model : default;
        Envelope.Write(destination, Kind, Version, JsonSerializer.SerializeToNode(header, Style)!.AsObject(), [graph.ToArray(), model]);
    }

    /// <summary>The float model, for reading data and for the reference run.</summary>
    /// <exception cref="LionException">Weights are private and not at hand.</exception>
    public Graph ReadModel() => Model.IsEmpty
        ? throw LionException.BadInput($"The weights of this circuit are private, and {ArtifactNames.Parameters} is not there: keys can be "
            + "made and proofs checked, but only who quantised the model can run it.")
        : OnnxReader.Read(new MemoryStream(Model.ToArray(), writable: false));

    private static CalibrationTrial WithoutReason(CalibrationTrial trial) =>
        trial.Failure is null ? trial : trial with { Failure = "failed; the reason is not kept beside private weights" };

    private sealed record Header(
        [property: JsonRequired] string Lionml,
        [property: JsonRequired] StatementModel Source,
        [property: JsonRequired] string CircuitSha256,
        [property: JsonRequired] ImmutableDictionary<string, string> Options,
        [property: JsonRequired] CalibrationRecord Calibration);
}
