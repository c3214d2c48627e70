using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace LionMl.Circuits;

public sealed partial class QuantizedGraph
{
    // Eight bytes that say what the file is, then the version, the payload's length, the payload, and its SHA-256.
    private const int FormatVersion = 1;
    private const int HeaderBytes = 16;
    private const int MaxNodes = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "LIONQGRF"u8;

    /// <summary>Writes the graph; the same graph always gives the same bytes.</summary>
    public void Save(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        byte[] payload = Payload();
        Span<byte> header = stackalloc byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], payload.Length);
        destination.Write(header);
        destination.Write(payload);
        destination.Write(SHA256.HashData(payload));
    }

    /// <summary>
    /// Reads a graph that <see cref="Save"/> wrote. Ranges are computed anew: nothing that soundness rests on is believed.
    /// </summary>
    /// <exception cref="CircuitException">The bytes are damaged, of another kind or of another version.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static QuantizedGraph Load(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (source.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || !header.StartsWith(Magic))
        {
            throw new CircuitException("This is not a stored quantised graph.");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (version != FormatVersion)
        {
            throw new CircuitException(
                $"The stored graph has format version {version}; this program reads version {FormatVersion}. Quantise the model again.");
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(header[12..]);
        byte[] payload = ReadExactly(source, length);
        byte[] hash = ReadExactly(source, SHA256.HashSizeInBytes);
        if (!SHA256.HashData(payload).AsSpan().SequenceEqual(hash))
        {
            throw ArtifactReader.Corrupt("its checksum differs");
        }

        return Parse(new ArtifactReader(payload, 0, payload.Length));
    }

    internal static QuantizedGraph Parse(ArtifactReader reader)
    {
        string name = reader.Text("the model's name");
        var visibility = new VisibilityPlan(ReadVisibility(reader), ReadVisibility(reader), ReadVisibility(reader));
        visibility.Check();
        int count = reader.Integer(0, MaxNodes, "the number of nodes");
        var nodes = ImmutableArray.CreateBuilder<IntegerNode>();
        for (int i = 0; i < count; i++)
        {
            nodes.Add(ReadNode(reader, i));
        }

        int outputCount = reader.Integer(0, MaxNodes, "the number of outputs");
        var outputs = ImmutableArray.CreateBuilder<QuantizedOutput>();
        for (int i = 0; i < outputCount; i++)
        {
            outputs.Add(new QuantizedOutput(reader.Text("an output's name"), reader.Integer(0, count - 1, "an output's node")));
        }

        if (!reader.AtEnd)
        {
            throw ArtifactReader.Corrupt("there are bytes behind its end");
        }

        if (outputs.Select(output => output.Name).Distinct().Count() != outputCount)
        {
            throw ArtifactReader.Corrupt("two outputs have one name");
        }

        return new QuantizedGraph(name, nodes.ToImmutable(), outputs.ToImmutable(), visibility);
    }

    internal byte[] Payload()
    {
        var writer = new ArtifactWriter();
        writer.Text(Name);
        writer.Integer((int)Visibility.Input);
        writer.Integer((int)Visibility.Output);
        writer.Integer((int)Visibility.Params);
        writer.Integer(_nodes.Length);
        foreach (var node in _nodes)
        {
            WriteNode(writer, node);
        }

        writer.Integer(Outputs.Count);
        foreach (var output in Outputs)
        {
            writer.Text(output.Name);
            writer.Integer(output.Node);
        }

        return writer.ToArray();
    }

    /// <summary>A node's bytes: its kind, header and parameters. Equal bytes mean equal results.</summary>
    internal static void WriteNode(ArtifactWriter writer, IntegerNode node)
    {
        writer.Integer((int)node.Tag);
        node.Header.Write(writer);
        node.Write(writer);
    }

    private static IntegerNode ReadNode(ArtifactReader reader, int position)
    {
        var tag = (NodeTag)reader.Integer(int.MinValue, int.MaxValue, "a node's kind");
        var header = NodeHeader.Read(reader, position);
        return tag switch
        {
            NodeTag.Input => InputNode.Read(header, reader),
            NodeTag.Constant => ConstantNode.Read(header, reader),
            NodeTag.Gather => GatherNode.Read(header, reader),
            NodeTag.Sum => SumNode.Read(header, reader),
            NodeTag.Dense => DenseNode.Read(header, reader),
            NodeTag.Convolution => ConvolutionNode.Read(header, reader),
            NodeTag.Product => ProductNode.Read(header, reader),
            NodeTag.Rescale => RescaleNode.Read(header, reader),
            NodeTag.Relu => ReluNode.Read(header, reader),
            NodeTag.Maximum => MaximumNode.Read(header, reader),
            NodeTag.Sign => SignNode.Read(header, reader),
            NodeTag.Zero => ZeroNode.Read(header, reader),
            NodeTag.Function => FunctionNode.Read(header, reader),
            NodeTag.Quotient => QuotientNode.Read(header, reader),
            NodeTag.Root => RootNode.Read(header, reader),
            NodeTag.ReciprocalRoot => ReciprocalRootNode.Read(header, reader),
            NodeTag.Selector => SelectorNode.Read(header, reader),
            NodeTag.RoundEven => RoundEvenNode.Read(header, reader),
            NodeTag.Clamp => ClampNode.Read(header, reader),
            NodeTag.Parameter => ParameterNode.Read(header, reader),
            NodeTag.ParameterDense => ParameterDenseNode.Read(header, reader),
            NodeTag.ParameterConvolution => ParameterConvolutionNode.Read(header, reader),
            _ => throw ArtifactReader.Corrupt($"node {position} is of unknown kind {(int)tag}"),
        };
    }

    private static Visibility ReadVisibility(ArtifactReader reader) =>
        (Visibility)reader.Integer(0, (int)Circuits.Visibility.HashedLeo, "a visibility");

    private static byte[] ReadExactly(Stream source, int length)
    {
        if (length < 0)
        {
            throw ArtifactReader.Corrupt("its length is negative");
        }

        // The length is a claim: grow with what really comes, so that a short file cannot make us allocate two gigabytes.
        var bytes = new MemoryStream(Math.Min(length, 1 << 16));
        byte[] block = new byte[1 << 16];
        while (bytes.Length < length)
        {
            int read = source.Read(block, 0, (int)Math.Min(block.Length, length - bytes.Length));
            if (read == 0)
            {
                throw ArtifactReader.Corrupt("it is cut off");
            }

            bytes.Write(block, 0, read);
        }

        return bytes.ToArray();
    }
}
