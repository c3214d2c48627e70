using System.Collections.Immutable;
using System.Globalization;
using LionMl.Onnx.Schema;

namespace LionMl.Onnx.Reading;

/// <summary>Turns a parsed file into a <see cref="GraphDraft"/>.</summary>
internal sealed class ProtoReader
{
    /// <summary>The newest operator set whose forms are known.</summary>
    public const int NewestOpset = 20;

    private readonly GraphDraft _draft;
    private readonly ExternalData _external;
    private readonly TensorReader _tensors;
    private readonly HashSet<string> _nodeNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _nextSuffix = new(StringComparer.Ordinal);

    private ProtoReader(GraphDraft draft, ExternalData external)
    {
        _draft = draft;
        _external = external;
        _tensors = new TensorReader(external);
    }

    /// <summary>The draft of a model's graph, with the problems found on the way.</summary>
    /// <exception cref="OnnxException">There is nothing that could be read on: no graph, or an operator set of unknown forms.</exception>
    public static GraphDraft Read(ModelProto model, ExternalData external)
    {
        if (model.Graph is null)
        {
            throw new OnnxException("the file holds no graph; is it an ONNX model?");
        }

        var draft = new GraphDraft(model.Graph.Name, ReadOpset(model));
        new ProtoReader(draft, external).ReadGraph(model.Graph, isBody: false);
        return draft;
    }

    private void ReadGraph(GraphProto graph, bool isBody)
    {
        ReadConstants(graph);
        ReadInputs(graph, isBody);
        ReadNodes(graph);
        ReadCounts(graph);
        _draft.Outputs.AddRange(graph.Output.Select(output => output.Name));
        if (isBody)
        {
            _draft.DeclaredOutputs.AddRange(graph.Output.Select(Declared));
        }
    }

    // The body of a branch or loop. The depth of nesting is bounded by the parser's.
    private GraphDraft ReadBody(GraphProto graph, string what)
    {
        var body = new GraphDraft(graph.Name, _draft.Opset);
        new ProtoReader(body, _external).ReadGraph(graph, isBody: true);
        _draft.Problems.AddRange(body.Problems.Select(problem => $"{what}: {problem}"));
        return body;
    }

    private static int ReadOpset(ModelProto model)
    {
        long[] versions = [.. model.OpsetImport.Where(set => set.Domain is "" or "ai.onnx").Select(set => set.Version).Distinct()];
        return versions switch
        {
            [] => throw new OnnxException("the file does not say which version of ONNX's operator set it uses; export it again"),
            [>= 1 and <= NewestOpset and var version] => (int)version,
            [var version] => throw new OnnxException(
                $"the model uses operator set {version}; up to {NewestOpset} are supported: export it with opset_version=17"),
            _ => throw new OnnxException($"the file names several versions of ONNX's operator set: {string.Join(", ", versions)}"),
        };
    }

    private void ReadConstants(GraphProto graph)
    {
        foreach (TensorProto proto in graph.Initializer)
        {
            if (proto.Name.Length == 0)
            {
                _draft.Problems.Add("an initialiser has no name");
                continue;
            }

            if (_draft.Constants.ContainsKey(proto.Name) || _draft.Broken.Contains(proto.Name))
            {
                _draft.Problems.Add($"initialiser '{proto.Name}' is given twice; names must be unique");
                continue;
            }

            if (ReadTensor(proto, $"initialiser '{proto.Name}'") is { } tensor)
            {
                _draft.Constants.Add(proto.Name, tensor);
            }
            else
            {
                _draft.Broken.Add(proto.Name);
            }
        }

        foreach (SparseTensorProto proto in graph.SparseInitializer)
        {
            _draft.Problems.Add($"initialiser '{proto.Values?.Name}' is sparse, which is not supported: store it densely");
            _draft.Broken.Add(proto.Values?.Name ?? string.Empty);
        }
    }

    private Tensor? ReadTensor(TensorProto proto, string what)
    {
        try
        {
            return _tensors.Read(proto);
        }
        catch (NodeProblemException problem)
        {
            _draft.Problems.Add($"{what}: {problem.Message}");
            return null;
        }
        catch (OverflowException)
        {
            _draft.Problems.Add($"{what}: it has more bytes than can be counted");
            return null;
        }
    }

    private void ReadInputs(GraphProto graph, bool isBody)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ValueInfoProto input in graph.Input)
        {
            if (input.Name.Length == 0 || !seen.Add(input.Name))
            {
                _draft.Problems.Add(input.Name.Length == 0 ? "an input has no name" : $"input '{input.Name}' is declared twice");
                continue;
            }

            // Old files list initialisers among the inputs, too; their value counts.
            if (_draft.Constants.ContainsKey(input.Name) || _draft.Broken.Contains(input.Name))
            {
                continue;
            }

            if (isBody && input.Type is null)
            {
                // Around the body more is known.
                _draft.Inputs.Add(Declared(input));
                continue;
            }

            if (input.Type is null || input.Type.ValueCase != TypeProto.ValueOneofCase.TensorType)
            {
                _draft.Problems.Add($"input '{input.Name}' is not a tensor; only tensors are supported");
                _draft.Broken.Add(input.Name);
                continue;
            }

            _draft.Inputs.Add(Declared(input));
        }
    }

    private static DraftInput Declared(ValueInfoProto value) => value.Type?.TensorType is { } type
        ? new DraftInput(value.Name, (ElementType)type.ElemType, ReadDimensions(type.Shape))
        : new DraftInput(value.Name, ElementType.Undefined, null);

    private static DraftDimension[]? ReadDimensions(TensorShapeProto? shape) => shape is null
        ? null
        : [.. shape.Dim.Select(dim => dim.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue
            ? new DraftDimension(dim.DimValue, string.Empty)
            : new DraftDimension(-1, dim.DimParam))];

    private void ReadNodes(GraphProto graph)
    {
        for (int i = 0; i < graph.Node.Count; i++)
        {
            NodeProto proto = graph.Node[i];
            string name = UniqueName(proto, i);
            string domain = proto.Domain == "ai.onnx" ? string.Empty : proto.Domain;
            NodeAttributes attributes = ReadAttributes(proto, $"node '{name}' ({proto.OpType})");
            _draft.Nodes.Add(new Node(name, proto.OpType, TrimEnd(proto.Input), TrimEnd(proto.Output), attributes, domain));
        }
    }

    // Of other results the file need not declare anything: their shapes are inferred.
    private void ReadCounts(GraphProto graph)
    {
        var counted = _draft.Nodes.Where(node => node.OpType == "NonZero").SelectMany(node => node.Outputs).ToHashSet(StringComparer.Ordinal);
        foreach (ValueInfoProto value in graph.ValueInfo.Concat(graph.Output).Where(value => counted.Contains(value.Name)))
        {
            if (Declared(value).Dimensions is [_, var count])
            {
                if (count.Size >= 0)
                {
                    _draft.Counts[value.Name] = new DraftCount(count.Size, null);
                }
                else if (count.Symbol.Length > 0)
                {
                    _draft.Counts.TryAdd(value.Name, new DraftCount(null, count.Symbol));
                }
            }
        }
    }

    // Absent inputs at the end of the list mean the same as a shorter list.
    private static ImmutableArray<string> TrimEnd(IReadOnlyList<string> names)
    {
        int count = names.Count;
        while (count > 0 && names[count - 1].Length == 0)
        {
            count--;
        }

        return [.. names.Take(count)];
    }

    private string UniqueName(NodeProto proto, int index)
    {
        string stem = proto.Name.Length > 0 ? proto.Name : string.Create(CultureInfo.InvariantCulture, $"{proto.OpType}_{index}");
        string name = stem;

        // Counting on from the last suffix keeps a file of many nodes of one name from costing quadratic time.
        int suffix = _nextSuffix.GetValueOrDefault(stem, 1);
        while (!_nodeNames.Add(name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{suffix++}");
        }

        if (name != stem)
        {
            _nextSuffix[stem] = suffix;
        }

        return name;
    }

    private NodeAttributes ReadAttributes(NodeProto proto, string what)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        foreach (AttributeProto attribute in proto.Attribute)
        {
            object? value = attribute.Type switch
            {
                AttributeProto.Types.AttributeType.Float => attribute.F,
                AttributeProto.Types.AttributeType.Int => attribute.I,
                AttributeProto.Types.AttributeType.String => attribute.S.ToStringUtf8(),
                AttributeProto.Types.AttributeType.Floats => attribute.Floats.ToImmutableArray(),
                AttributeProto.Types.AttributeType.Ints => attribute.Ints.ToImmutableArray(),
                AttributeProto.Types.AttributeType.Strings => attribute.Strings.Select(text => text.ToStringUtf8()).ToImmutableArray(),
                AttributeProto.Types.AttributeType.Tensor when attribute.T is not null =>
                    ReadTensor(attribute.T, $"{what}: attribute '{attribute.Name}'"),
                AttributeProto.Types.AttributeType.Graph when attribute.G is not null =>
                    ReadBody(attribute.G, $"{what}: attribute '{attribute.Name}'"),
                // Lists of graphs and types belong to operators that are not supported and are reported as such.
                _ => attribute.Type,
            };
            if (value is not null && !values.TryAdd(attribute.Name, value))
            {
                _draft.Problems.Add($"{what}: attribute '{attribute.Name}' is given twice");
            }
        }

        return values.Count == 0 ? NodeAttributes.Empty : new NodeAttributes(values.ToImmutable());
    }
}
