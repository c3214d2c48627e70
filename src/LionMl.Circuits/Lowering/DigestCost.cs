namespace LionMl.Circuits;

/// <summary>What the hashes of a graph's tensors will cost, from formulas.</summary>
/// <param name="Rows">Rows; all but one in a dozen are products.</param>
/// <param name="Entries">Entries of all three matrices.</param>
/// <param name="Digests">Public inputs.</param>
internal readonly record struct DigestCost(double Rows, double Entries, int Digests)
{
    // Of one permutation: 103 powers of five rows, and the sums that become variables.
    private const double RowsPerBlock = 515 + 8 + 30 + 9;

    // A row of a full round's S-box has 42 entries in five; longer sums are written once.
    private const double EntriesPerBlock = 4_300;

    /// <summary>The cost of all digests.</summary>
    public static DigestCost Of(QuantizedGraph graph)
    {
        var plan = graph.Visibility;
        var cost = default(DigestCost);
        foreach (var input in plan.Input.IsHashed() ? graph.Inputs : [])
        {
            cost += Of(plan.Input.HashForm(), input);
        }

        foreach (var output in plan.Output.IsHashed() ? graph.Outputs : [])
        {
            var node = graph.Nodes[output.Node];
            cost += Of(plan.Output.HashForm(), node);
            if (plan.Output == Visibility.HashedLeo)
            {
                // Each output is split into digits, for its sign and where a border cuts it.
                double digits = (double)node.Count * node.Range.SignedBits;
                cost += new DigestCost(digits + (node.Count / 9.0), 4 * digits, 0);
            }
        }

        int[] parameters = plan.Params.IsHashed() ? [.. Enumerable.Range(0, graph.Nodes.Count).Where(i => graph.Nodes[i] is ParameterNode)] : [];
        return parameters.Length == 0 ? cost : cost + Of(HashForm.Raw, [.. parameters.Select(i => graph.Nodes[i])]);
    }

    public static DigestCost operator +(DigestCost left, DigestCost right) =>
        new(left.Rows + right.Rows, left.Entries + right.Entries, left.Digests + right.Digests);

    private static DigestCost Of(HashForm form, params ReadOnlySpan<IntegerNode> nodes)
    {
        int elements = form == HashForm.Raw ? 1 : 0;
        double integers = 0;
        foreach (var node in nodes)
        {
            elements += DigestEncoding.Of(form, node.Range).ElementCount(node.Count);
            integers += node.Count;
        }

        double blocks = Math.Ceiling(elements / (double)AleoRate);
        return new DigestCost(1 + (blocks * RowsPerBlock), (blocks * EntriesPerBlock) + integers, 1);
    }

    private const int AleoRate = Algebra.AleoPoseidon.Rate;
}
