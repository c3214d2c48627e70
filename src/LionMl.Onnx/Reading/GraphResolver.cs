using System.Collections.Immutable;
using LionMl.Onnx.Kernels;
using LionMl.Onnx.Operators;

namespace LionMl.Onnx.Reading;

/// <summary>
/// Turns a draft into a <see cref="Graph"/>: binds dimensions, orders nodes, brings them to opset 17, infers shapes and folds constants in
/// one pass (a shape may depend on a folded constant), then drops what nothing needs. Goes on after a problem as far as it can, so that
/// all of them are reported at once.
/// </summary>
internal sealed partial class GraphResolver
{
    private readonly GraphDraft _draft;
    private readonly OnnxReadOptions _options;
    private readonly Dictionary<string, Tensor> _constants;
    private readonly Dictionary<string, GraphTensor> _tensors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _allNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _measured = new(StringComparer.Ordinal);
    private readonly List<Node> _nodes = [];
    private long _foldedElements;
    private long _foldingWork;

    private GraphResolver(GraphDraft draft, OnnxReadOptions options)
    {
        _draft = draft;
        _options = options;
        _constants = draft.Constants;
    }

    /// <summary>The checked graph.</summary>
    /// <param name="draft">The draft; its constants and problems are added to.</param>
    /// <param name="options">Dimensions and limits.</param>
    /// <param name="source">The file, for the message; may be null.</param>
    /// <exception cref="OnnxException">There are problems.</exception>
    public static Graph Resolve(GraphDraft draft, OnnxReadOptions options, string? source) =>
        new GraphResolver(draft, options).Resolve(source);

    private Graph Resolve(string? source)
    {
        List<GraphTensor> inputs = InputBinder.Bind(_draft, _options);
        CheckOutputs();
        foreach (GraphTensor input in inputs)
        {
            Add(input, $"input '{input.Name}'");
        }

        foreach ((string name, Tensor value) in _constants)
        {
            Add(new GraphTensor(name, value.Shape, value.Type), $"initialiser '{name}'");
        }

        var given = new HashSet<string>(_constants.Keys, StringComparer.Ordinal);
        given.UnionWith(_draft.Inputs.Select(input => input.Name));
        given.UnionWith(_draft.Broken);
        List<Node> ordered = NodeOrder.Of(_draft, given);
        _allNames.UnionWith(_draft.Nodes.SelectMany(node => node.Outputs));
        _allNames.UnionWith(given);
        _nodeNames.UnionWith(_draft.Nodes.Select(node => node.Name));
        foreach (Node node in ordered)
        {
            Process(node, Scope.Outermost);
        }

        (List<Node> nodes, HashSet<string> used) = Needed(_draft.Outputs);
        CheckStatedNumbers(used);
        CheckFinite(nodes, used);
        CheckMemory(nodes, used);
        if (_draft.Problems.Count > 0)
        {
            throw new OnnxException(_draft.Problems, source);
        }

        var tensors = _tensors.Where(pair => used.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (GraphTensor input in inputs)
        {
            tensors.TryAdd(input.Name, input);
        }

        return new Graph(
            _draft.Name,
            _draft.Opset,
            [.. inputs],
            [.. _draft.Outputs.Select(output => _tensors[output])],
            [.. nodes],
            _constants.Where(pair => used.Contains(pair.Key)).ToImmutableDictionary(StringComparer.Ordinal),
            tensors.ToImmutableDictionary(StringComparer.Ordinal));
    }

    private void CheckOutputs()
    {
        if (_draft.Outputs.Count == 0)
        {
            _draft.Problems.Add("the graph declares no output, so there is nothing to compute");
        }

        foreach (var group in _draft.Outputs.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            _draft.Problems.Add($"output '{group.Key}' is declared {group.Count()} times");
        }
    }

    private void Process(Node original, Scope scope)
    {
        if (original.Domain.Length > 0 || !OperatorRegistry.TryGet(original.OpType, out Operator? op))
        {
            _draft.Problems.Add($"{original}: this operator is not supported. {OperatorHints.For(original)}");
            Break(original);
            return;
        }

        // Problems of the nodes before have been reported; what follows from them has not to be.
        if (original.Inputs.Any(_draft.Broken.Contains))
        {
            Break(original);
            return;
        }

        try
        {
            CheckCounts(original, op, op.MinimumInputsAt(_draft.Opset));
            if (op is ControlOperator control)
            {
                control.Unroll(new Unrolling(this, original, scope));
                return;
            }

            CheckAttributes(original);
            var context = new OpsetContext(_constants, _tensors, _allNames.Contains);
            Node last = op.ToOpset17(original, _draft.Opset, context);
            foreach (Node node in context.Earlier.Select(node => node with { Name = NewNodeName(node.Name) }).Append(last))
            {
                op = OperatorRegistry.Of(node);
                CheckCounts(node, op, op.MinimumInputs);
                RegisterNewConstants(node);
                InferAndFold(node, op);
            }
        }
        catch (NodeProblemException problem)
        {
            Report(original, problem.Message);
        }
        catch (OnnxException problem)
        {
            Report(original, problem.Message);
        }
        catch (OverflowException)
        {
            Report(original, "a dimension or the number of elements of its result is beyond all bounds");
        }
    }

    private static void CheckCounts(Node node, Operator op, int minimum)
    {
        int present = node.Inputs.Count(input => input.Length > 0);
        for (int i = 0; i < minimum; i++)
        {
            if (!node.HasInput(i))
            {
                throw new NodeProblemException($"it needs at least {minimum} inputs, but has {present}");
            }
        }

        if (node.Inputs.Length > op.MaximumInputs)
        {
            throw new NodeProblemException($"it has {node.Inputs.Length} inputs; at most {op.MaximumInputs} are allowed");
        }

        if (node.Outputs.Length > op.MaximumOutputs)
        {
            throw new NodeProblemException($"it has {node.Outputs.Length} outputs; at most {op.MaximumOutputs} are allowed");
        }
    }

    private static void CheckAttributes(Node node)
    {
        foreach (string name in node.Attributes.Names)
        {
            if (!NodeAttributes.IsSupported(node.Attributes.Raw(name)))
            {
                throw new NodeProblemException(
                    $"its attribute '{name}' is of a kind that this operator does not have (a graph, a type, or unknown)");
            }
        }
    }

    private void RegisterNewConstants(Node node)
    {
        foreach (string input in node.Inputs)
        {
            if (input.Length > 0 && !_tensors.ContainsKey(input) && _constants.TryGetValue(input, out Tensor? value))
            {
                _tensors.Add(input, new GraphTensor(input, value.Shape, value.Type));
            }
        }
    }

    private void InferAndFold(Node node, Operator op)
    {
        var inputs = Array.ConvertAll([.. node.Inputs], name => name.Length == 0 ? null : _tensors[name]);
        var constants = Array.ConvertAll([.. node.Inputs], name => name.Length == 0 ? null : _constants.GetValueOrDefault(name));
        DraftCount count = node.HasOutput(0) ? _draft.Counts.GetValueOrDefault(node.Outputs[0]) : default;
        var context = new InferContext(node, inputs, constants, count);
        op.Infer(context);
        var outputs = new GraphTensor?[node.Outputs.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = context.Output(i);
            if (node.HasOutput(i) && outputs[i] is null)
            {
                throw new NodeProblemException($"its output {i} ('{node.Outputs[i]}') is not supported");
            }

            if (outputs[i] is { } output && !Fits(output))
            {
                throw new NodeProblemException(
                    $"its result '{output.Name}' would have shape {output.Shape}, {output.Shape.ElementCount:N0} elements: "
                    + $"over the memory limit of {_options.MemoryLimitBytes >> 20} MB");
            }
        }

        Tensor?[]? values = FromShapes(op, context) ?? Fold(node, op, context, inputs, constants, outputs);
        for (int i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] is not { } output)
            {
                continue;
            }

            _tensors[output.Name] = output;
            if (values is not null)
            {
                _constants[output.Name] = values[i]!;
            }
        }

        if (values is null)
        {
            _nodes.Add(node);
        }
    }

    // A value in the node itself is there already; what is made here counts as folded.
    private Tensor?[]? FromShapes(Operator op, InferContext context)
    {
        long elements = context.InputCount == 0 ? 0 : context.OutputElements;
        if (_foldedElements + elements > _options.FoldingElementLimit || op.ConstantResult(context) is not { } values)
        {
            return null;
        }

        _foldedElements += elements;
        _measured.UnionWith(context.Node.Inputs);
        return values;
    }

    private Tensor?[]? Fold(
        Node node, Operator op, InferContext context, GraphTensor?[] inputs, Tensor?[] constants, GraphTensor?[] outputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] is not null && constants[i] is null)
            {
                return null;
            }
        }

        long elements = context.OutputElements;
        long work = op.Work(context);
        if (_foldedElements + elements > _options.FoldingElementLimit || _foldingWork + work > _options.FoldingWorkLimit)
        {
            return null;
        }

        _foldedElements += elements;
        _foldingWork += work;
        var run = new RunContext(node, constants, outputs, Threads.One);
        op.Run(run);
        return [.. run.Results];
    }

    private void Add(GraphTensor tensor, string what)
    {
        try
        {
            if (Fits(tensor))
            {
                _tensors[tensor.Name] = tensor;
                return;
            }
        }
        catch (OverflowException)
        {
            // Reported just as what does not fit.
        }

        _draft.Problems.Add($"{what} has shape {tensor.Shape}: over the memory limit of {_options.MemoryLimitBytes >> 20} MB");
        _draft.Broken.Add(tensor.Name);
    }

    private void Report(Node node, string problem)
    {
        _draft.Problems.Add($"{node}: {problem}");
        Break(node);
    }

    private void Break(Node node) => _draft.Broken.UnionWith(node.Outputs.Where(output => output.Length > 0));

    // Folding leaves nodes behind whose results nothing uses any more.
    private (List<Node> Nodes, HashSet<string> Used) Needed(IEnumerable<string> results)
    {
        var used = new HashSet<string>(results, StringComparer.Ordinal);
        var kept = new List<Node>();
        for (int i = _nodes.Count - 1; i >= 0; i--)
        {
            Node node = _nodes[i];
            if (node.Outputs.Any(used.Contains))
            {
                kept.Add(node);
                used.UnionWith(node.Inputs);
                used.UnionWith(node.Outputs);
            }
        }

        kept.Reverse();
        return (kept, used);
    }
}
