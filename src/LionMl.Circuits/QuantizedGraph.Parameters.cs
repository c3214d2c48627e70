using System.Security.Cryptography;

namespace LionMl.Circuits;

public sealed partial class QuantizedGraph
{
    private static ReadOnlySpan<byte> ParametersMagic => "LIONPRM1"u8;

    /// <summary>Whether every private weight and bias is here, so that the graph can be run.</summary>
    public bool HasParameters => Parameters.All(parameter => parameter.HasValues);

    /// <summary>Writes the private weights and biases, which <see cref="Save"/> leaves out.</summary>
    /// <exception cref="CircuitException">They are not here.</exception>
    public void SaveParameters(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var writer = new ArtifactWriter();
        foreach (var parameter in Parameters)
        {
            writer.Integers(parameter.Values);
        }

        byte[] values = writer.ToArray();
        byte[] graph = SHA256.HashData(Payload());
        destination.Write(ParametersMagic);
        destination.Write(graph);
        destination.Write(values);
        destination.Write(SHA256.HashData([.. ParametersMagic, .. graph, .. values]));
    }

    /// <summary>The same graph with private weights and biases that <see cref="SaveParameters"/> wrote.</summary>
    /// <exception cref="CircuitException">They are damaged, or of another graph.</exception>
    public QuantizedGraph WithParameters(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var all = new MemoryStream();
        source.CopyTo(all);
        byte[] bytes = all.ToArray();
        int start = ParametersMagic.Length + SHA256.HashSizeInBytes, end = bytes.Length - SHA256.HashSizeInBytes;
        if (end < start || !bytes.AsSpan().StartsWith(ParametersMagic) || !SHA256.HashData(bytes.AsSpan(0, end)).SequenceEqual(bytes[end..]))
        {
            throw ArtifactReader.Corrupt("the private parameters are cut off or changed");
        }

        if (!bytes.AsSpan(ParametersMagic.Length, SHA256.HashSizeInBytes).SequenceEqual(SHA256.HashData(Payload())))
        {
            throw new CircuitException("The private parameters belong to another quantisation of the model. Quantise the model again.");
        }

        var reader = new ArtifactReader(bytes, start, end);
        var graph = With((_, node) => node is ParameterNode parameter ? parameter.With(reader.Integers("parameters")) : node);
        return reader.AtEnd ? graph : throw ArtifactReader.Corrupt("there are bytes behind the private parameters");
    }
}
