using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using LionMl.Artifacts;

namespace LionMl.Kernel.Notebooks;

/// <summary>A notebook file of nbformat 4. Everything that this program does not know is kept as it is.</summary>
public sealed class NotebookFile
{
    private const long MostBytes = 256L << 20;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 128, AllowDuplicateProperties = false };

    // As nbformat itself writes them: one space, line feeds, letters as they are.
    private static readonly JsonWriterOptions Style = new()
    {
        Indented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = NotebookEncoder.Instance,
        MaxDepth = 1000,
    };

    private readonly JsonObject _root;

    private NotebookFile(JsonObject root, JsonObject metadata, ImmutableArray<NotebookCell> cells)
    {
        _root = root;
        Metadata = metadata;
        Cells = cells;
    }

    /// <summary>The cells in order.</summary>
    public ImmutableArray<NotebookCell> Cells { get; }

    /// <summary>The notebook's metadata.</summary>
    public JsonObject Metadata { get; }

    /// <summary>Reads a notebook file.</summary>
    /// <exception cref="LionException">One line says why it is not one.</exception>
    public static NotebookFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > MostBytes)
            {
                throw Bad(path, $"it has {stream.Length} bytes, more than the {MostBytes} that are read");
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return Parse(bytes, path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LionException(FailureKind.BadInput, $"{path} does not exist: give a notebook file (.ipynb).", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LionException(FailureKind.BadInput, $"{path} could not be read: {failure.Message}", failure);
        }
    }

    /// <summary>Parses a notebook.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <param name="path">Its name, for errors.</param>
    /// <exception cref="LionException">One line says why it is not one.</exception>
    public static NotebookFile Parse(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        // The parser looks at the bytes of texts only when they are used.
        if (!Utf8.IsValid(bytes))
        {
            throw Bad(path, "it is not valid JSON (its text is not UTF-8)");
        }

        try
        {
            JsonObject root = JsonNode.Parse(bytes, documentOptions: Strict) as JsonObject ?? throw Bad(path, "it is not a JSON object");
            return Parse(root, path);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            // Texts with lone surrogates fail only when they are looked at.
            throw Bad(path, $"it is not valid JSON ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')})", failure);
        }
    }

    /// <summary>The file's content.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Style))
        {
            _root.WriteTo(writer);
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Writes the file; an existing one is replaced as a whole.</summary>
    /// <returns>Its bytes.</returns>
    /// <exception cref="LionException">It cannot be written; nothing was changed.</exception>
    public long Write(string path)
    {
        byte[] bytes = ToBytes();
        using var transaction = new FileTransaction(Path.GetDirectoryName(Path.GetFullPath(path)) ?? path);
        transaction.Write(Path.GetFileName(path), stream => stream.Write(bytes));
        transaction.Commit();
        return bytes.Length;
    }

    private static NotebookFile Parse(JsonObject root, string path)
    {
        if (root["nbformat"] is not JsonValue format || !format.TryGetValue(out int major) || root["cells"] is null && major == 4)
        {
            throw Bad(path, "it lacks 'nbformat' or 'cells'");
        }

        if (major != 4)
        {
            throw Bad(path, $"it has format {major}; save it with a present Jupyter, which writes format 4");
        }

        if (root["cells"] is not JsonArray array)
        {
            throw Bad(path, "'cells' is not a list");
        }

        if (root["metadata"] is not JsonObject metadata)
        {
            if (root["metadata"] is not null)
            {
                throw Bad(path, "'metadata' is not an object");
            }

            root["metadata"] = metadata = [];
        }

        var cells = ImmutableArray.CreateBuilder<NotebookCell>(array.Count);
        foreach (JsonNode? node in array)
        {
            string place = $"cell {cells.Count + 1}";
            if (node is not JsonObject cell || cell["cell_type"] is not JsonValue type || !type.TryGetValue(out string? kind))
            {
                throw Bad(path, $"{place} is not a cell");
            }

            string source = Source(cell["source"]) ?? throw Bad(path, $"{place} has a 'source' that is neither text nor a list of texts");
            cells.Add(new NotebookCell(cell, kind, source));
        }

        return new NotebookFile(root, metadata, cells.DrainToImmutable());
    }

    private static string? Source(JsonNode? node)
    {
        switch (node)
        {
            case JsonValue value when value.TryGetValue(out string? text):
                return text;
            case JsonArray lines:
                var whole = new StringBuilder();
                foreach (JsonNode? line in lines)
                {
                    if (line is not JsonValue piece || !piece.TryGetValue(out string? text))
                    {
                        return null;
                    }

                    whole.Append(text);
                }

                return whole.ToString();
            default:
                return null;
        }
    }

    private static LionException Bad(string path, string problem, Exception? cause = null) =>
        new(FailureKind.BadInput, $"{path} is not a notebook that can be run: {problem}.", cause);
}
