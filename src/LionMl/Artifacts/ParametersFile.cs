using System.Text.Json.Nodes;
using LionMl.Algebra;
using LionMl.Circuits;

namespace LionMl.Artifacts;

/// <summary>
/// <c>private/parameters.lion</c>: what <c>circuit.lion</c> leaves out where weights are private: the integers, the float model, and the
/// salt of their digest. Whoever has it can prove; nobody needs it for keys.
/// </summary>
/// <param name="Integers">As <see cref="QuantizedGraph.SaveParameters"/> writes them.</param>
/// <param name="Model">The model in floats, as a self-contained ONNX file with fixed dimensions.</param>
/// <param name="Salt">What the digest of the parameters is salted with, in every proof.</param>
internal sealed record ParametersFile(ReadOnlyMemory<byte> Integers, ReadOnlyMemory<byte> Model, Fr Salt)
{
    private const string Kind = "LIONPARA";
    private const int Version = 1;
    private const long MaxBytes = 2L << 30;
    private const string Remedy = "make it again with 'lion quantize'";

    /// <summary>The secret part of a graph.</summary>
    public static ParametersFile Of(QuantizedGraph graph, ReadOnlyMemory<byte> model, Fr salt)
    {
        using var integers = new MemoryStream();
        graph.SaveParameters(integers);
        return new ParametersFile(integers.ToArray(), model, salt);
    }

    /// <summary>Reads the file of an artifact folder; null if there is none.</summary>
    /// <exception cref="LionException">Damaged, foreign or of another version.</exception>
    public static ParametersFile? Load(string folder)
    {
        string path = Path.Combine(folder, ArtifactNames.Parameters);
        if (!File.Exists(path))
        {
            return null;
        }

        (JsonObject header, ReadOnlyMemory<byte>[] sections) =
            Envelope.Read(path, ArtifactFile.Read(path, MaxBytes, Remedy), Kind, Version, Remedy);
        string? salt = header["salt"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        return sections.Length == 2 && SaltFile.Parse(salt) is { } parsed
            ? new ParametersFile(sections[0], sections[1], parsed)
            : throw LionException.BadInput($"{path} is not usable; {Remedy}.");
    }

    /// <summary>Writes the file.</summary>
    public void Save(Stream destination) =>
        Envelope.Write(destination, Kind, Version, new JsonObject { ["salt"] = $"{Salt}field" }, [Integers, Model]);
}
