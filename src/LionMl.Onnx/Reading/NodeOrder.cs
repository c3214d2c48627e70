namespace LionMl.Onnx.Reading;

/// <summary>Finds the nodes that the outputs need and an order in which every tensor is made before it is used.</summary>
internal sealed class NodeOrder
{
    private readonly GraphDraft _draft;
    private readonly Dictionary<string, int> _producers = new(StringComparer.Ordinal);

    // Names of two tensors, which may have different types: nothing is computed from either.
    private readonly List<string> _ambiguous = [];

    private NodeOrder(GraphDraft draft) => _draft = draft;

    /// <summary>The needed nodes in order; problems (missing or duplicate tensors, cycles) go on the draft's list.</summary>
    /// <param name="draft">The graph.</param>
    /// <param name="given">The tensors that need no node: inputs and constants.</param>
    public static List<Node> Of(GraphDraft draft, IReadOnlySet<string> given)
    {
        var order = new NodeOrder(draft);
        order.FindProducers(given);
        List<Node> sorted = order.Sort(order.FindNeeded(given));
        draft.Broken.UnionWith(order._ambiguous);
        return sorted;
    }

    private void FindProducers(IReadOnlySet<string> given)
    {
        for (int i = 0; i < _draft.Nodes.Count; i++)
        {
            foreach (string output in _draft.Nodes[i].Outputs)
            {
                if (output.Length == 0)
                {
                    continue;
                }

                if (given.Contains(output))
                {
                    _draft.Problems.Add(
                        $"{_draft.Nodes[i]}: its output '{output}' is also an input or initialiser of the graph; names must be unique");
                    _ambiguous.Add(output);
                }
                else if (!_producers.TryAdd(output, i))
                {
                    _draft.Problems.Add(
                        $"{_draft.Nodes[i]}: its output '{output}' is also an output of {_draft.Nodes[_producers[output]]}; "
                        + "names must be unique");
                    _ambiguous.Add(output);
                }
            }
        }
    }

    private bool[] FindNeeded(IReadOnlySet<string> given)
    {
        bool[] needed = new bool[_draft.Nodes.Count];
        var open = new Stack<int>();
        foreach (string output in _draft.Outputs)
        {
            if (_producers.TryGetValue(output, out int producer))
            {
                open.Push(producer);
            }
            else if (!given.Contains(output) && !_draft.Broken.Contains(output))
            {
                _draft.Problems.Add($"output '{output}' is made by no node and is no input or initialiser");
            }
        }

        while (open.TryPop(out int i))
        {
            if (needed[i])
            {
                continue;
            }

            needed[i] = true;
            foreach (string input in GraphDraft.NeedsOf(_draft.Nodes[i]).Distinct(StringComparer.Ordinal))
            {
                if (input.Length == 0 || given.Contains(input) || _draft.Broken.Contains(input))
                {
                    continue;
                }

                if (_producers.TryGetValue(input, out int producer))
                {
                    open.Push(producer);
                }
                else
                {
                    _draft.Broken.Add(input);
                    _draft.Problems.Add(
                        $"{_draft.Nodes[i]}: its input '{input}' is missing: there is no initialiser, graph input or node of that name");
                }
            }
        }

        return needed;
    }

    // Kahn's algorithm; of the nodes that are ready, the one that comes first in the file comes first, so that the order is fixed.
    private List<Node> Sort(bool[] needed)
    {
        int count = needed.Length;
        int[] waiting = new int[count];
        var users = new List<int>?[count];
        var ready = new PriorityQueue<int, int>();
        for (int i = 0; i < count; i++)
        {
            if (!needed[i])
            {
                continue;
            }

            foreach (int producer in ProducersOf(i))
            {
                waiting[i]++;
                (users[producer] ??= []).Add(i);
            }

            if (waiting[i] == 0)
            {
                ready.Enqueue(i, i);
            }
        }

        var sorted = new List<Node>();
        while (ready.TryDequeue(out int i, out _))
        {
            needed[i] = false;
            sorted.Add(_draft.Nodes[i]);
            foreach (int user in users[i] ?? [])
            {
                if (--waiting[user] == 0)
                {
                    ready.Enqueue(user, user);
                }
            }
        }

        int stuck = Array.IndexOf(needed, true);
        if (stuck >= 0)
        {
            _draft.Problems.Add(DescribeCycle(stuck, needed));
        }

        return sorted;
    }

    private IEnumerable<int> ProducersOf(int node) => GraphDraft.NeedsOf(_draft.Nodes[node])
        .Select(input => _producers.TryGetValue(input, out int producer) ? producer : -1).Where(producer => producer >= 0).Distinct();

    // Every node that is still waiting waits for another one that is; following these must come round.
    private string DescribeCycle(int start, bool[] stuck)
    {
        var path = new List<int>();
        var seen = new HashSet<int>();
        int current = start;
        while (seen.Add(current))
        {
            path.Add(current);
            current = ProducersOf(current).First(producer => stuck[producer]);
        }

        var cycle = path.Skip(path.IndexOf(current)).Reverse().Select(i => _draft.Nodes[i].ToString()).ToList();
        string shown = string.Join(" → ", cycle.Take(8)) + (cycle.Count > 8 ? " → …" : string.Empty);
        return $"the graph has a cycle of {cycle.Count} nodes, so nothing in it can be computed: {shown}";
    }
}
