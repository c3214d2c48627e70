using System.Globalization;

namespace LionMl.Onnx.Reading;

/// <content>How the bodies of branches and loops are written into the graph, under names of their own.</content>
internal sealed partial class GraphResolver
{
    // Names are made of a node's and a tensor's; long ones must not be multiplied by the rounds of a loop.
    private const int LongestStem = 120;

    private const int LongestNameInABody = 512;

    // So many inputs and outputs of a node written in count as another node.
    private const int LinksOfANode = 8;

    private readonly Dictionary<string, int> _nextSuffix = new(StringComparer.Ordinal);
    private readonly HashSet<string> _nodeNames = new(StringComparer.Ordinal);
    private long _unrolledNodes;

    public int Opset => _draft.Opset;

    public int ProblemCount => _draft.Problems.Count;

    public Tensor? ConstantOf(string tensor) => _constants.GetValueOrDefault(tensor);

    public GraphTensor TensorOf(string tensor) => _tensors.TryGetValue(tensor, out GraphTensor? known)
        ? known
        : throw new NodeProblemException($"its input '{tensor}' is missing: there is no initialiser, graph input or node of that name");

    public void Emit(Node node)
    {
        Spend(node);
        Process(node, Scope.Outermost);
    }

    public string AddConstant(string stem, Tensor value)
    {
        string name = NewName(stem);
        _constants.Add(name, value);
        Add(new GraphTensor(name, value.Shape, value.Type), $"constant '{name}'");
        return name;
    }

    /// <summary>Whether a tensor could not be computed, which has been reported.</summary>
    /// <exception cref="NodeProblemException">There is no such tensor.</exception>
    public bool IsBroken(string tensor) => _draft.Broken.Contains(tensor) || (_tensors.ContainsKey(tensor)
        ? false
        : throw new NodeProblemException($"its body gives '{tensor}', which does not exist there or around it"));

    public void BreakOutputs(Node node) => Break(node);

    /// <summary>Puts a body's constants into the graph and its nodes in order.</summary>
    /// <exception cref="NodeProblemException">A name in it is too long to be written again and again.</exception>
    public PreparedBody Prepare(GraphDraft body, Node owner, Scope around)
    {
        int longest = body.Nodes.Count == 0 ? 0
            : body.Nodes.Max(node => Math.Max(node.Name.Length, node.Inputs.Concat(node.Outputs).Max(name => (int?)name.Length) ?? 0));
        if (longest > LongestNameInABody)
        {
            throw new NodeProblemException($"a name in its body has {longest} characters; {LongestNameInABody} are the most");
        }

        var scope = new Scope(around);
        foreach ((string name, Tensor value) in body.Constants)
        {
            scope.Define(name, AddConstant($"{owner.Name}/{name}", value));
        }

        foreach (string name in body.Broken)
        {
            string broken = NewName($"{owner.Name}/{name}");
            _draft.Broken.Add(broken);
            scope.Define(name, broken);
        }

        HashSet<string> given = [.. body.Constants.Keys, .. body.Broken, .. body.Captures, .. body.Inputs.Select(input => input.Name)];
        int problems = body.Problems.Count;
        List<Node> ordered = NodeOrder.Of(body, given);
        _draft.Problems.AddRange(body.Problems.Skip(problems).Select(problem => $"in {owner}: {problem}"));

        // A constant in the body is one for all rounds.
        var nodes = new List<Node>();
        foreach (Node node in ordered)
        {
            if (node is { OpType: "Constant", Domain: "", Outputs.Length: 1 } && node.Attributes.Has("value")
                && node.Attributes.Raw("value") is Tensor value)
            {
                scope.Define(node.Outputs[0], AddConstant($"{owner.Name}/{node.Outputs[0]}", value));
            }
            else
            {
                nodes.Add(node);
            }
        }

        return new PreparedBody(nodes, scope, body.Counts);
    }

    /// <summary>Writes a body's nodes into the graph; <paramref name="scope"/> learns what its names then stand for.</summary>
    public void Inline(PreparedBody body, Scope scope, string label)
    {
        int problems = ProblemCount;

        // A round of no nodes is a round as well.
        Spend(1);
        foreach (Node node in body.Nodes)
        {
            Spend(node);
            string[] inputs = [.. node.Inputs.Select(name => name.Length == 0 ? name : Known(node, scope.Resolve(name)))];
            string[] outputs = [.. node.Outputs.Select(name => name.Length == 0 ? name : NewName($"{label}/{name}"))];
            for (int i = 0; i < outputs.Length; i++)
            {
                scope.Define(node.Outputs[i], outputs[i]);
                if (body.Counts.TryGetValue(node.Outputs[i], out DraftCount count))
                {
                    _draft.Counts[outputs[i]] = count;
                }
            }

            Node written = node with { Name = NewNodeName($"{label}/{node.Name}"), Inputs = [.. inputs], Outputs = [.. outputs] };
            Process(written, scope);
            if (ProblemCount > problems)
            {
                // The next round would only say the same again.
                return;
            }
        }
    }

    /// <summary>A name that no tensor of the graph has.</summary>
    public string NewName(string stem) => Unique(stem, _allNames);

    /// <summary>A name that no node of the graph has.</summary>
    public string NewNodeName(string stem) => Unique(stem, _nodeNames);

    private string Known(Node node, string tensor) => _tensors.ContainsKey(tensor) || _draft.Broken.Contains(tensor)
        ? tensor
        : throw new NodeProblemException($"{node} in its body needs '{tensor}', which does not exist there or around it");

    private void Spend(Node node) => Spend(1 + ((node.Inputs.Length + node.Outputs.Length) / LinksOfANode));

    private void Spend(int nodes)
    {
        _unrolledNodes += nodes;
        if (_unrolledNodes > _options.UnrolledNodeLimit)
        {
            throw new NodeProblemException(
                $"unrolling it makes the graph larger than {_options.UnrolledNodeLimit:N0} nodes; is its number of rounds right?");
        }
    }

    // Counting on from the last suffix keeps many rounds from costing quadratic time.
    private string Unique(string stem, HashSet<string> taken)
    {
        stem = stem.Length <= LongestStem ? stem : stem[^LongestStem..];
        string name = stem;
        int suffix = _nextSuffix.GetValueOrDefault(stem, 1);
        while (!taken.Add(name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{suffix++}");
        }

        _nextSuffix[stem] = suffix;
        return name;
    }
}
