namespace LionMl.Circuits;

/// <summary>
/// What a graph will cost, from formulas: for comparing hundreds of scales without recording hundreds of circuits. Within a few percent.
/// </summary>
/// <param name="Constraints">Rows, the one that hiding adds included.</param>
/// <param name="Variables">Variables.</param>
/// <param name="NonZeros">Entries of all three matrices.</param>
/// <param name="Domains">The powers of two that a proof will work with; that of the public inputs is left at 1.</param>
internal readonly record struct RoughCost(long Constraints, long Variables, long NonZeros, DomainSizes Domains)
{
    // The modulus has 252 bits and a bit; a slot holds the magnitude of a sum and of its digits.
    private const double RowBits = 252;

    // An estimate that just fits a power of two may not do so in truth.
    private const double Caution = 1.02;

    /// <summary>What <see cref="DomainSizes.ProverPoints"/> will be.</summary>
    public long ProverPoints => Domains.ProverPoints;

    /// <summary>Prover points as they would be without rounding to powers of two.</summary>
    public double Weight => (4.0 * Variables) + (2.0 * Constraints) + (5.0 / 3 * NonZeros);

    public static RoughCost Of(QuantizedGraph graph)
    {
        var reads = new ReadCounts(graph);
        double rows = 1, variables = CostReporter.HidingVariables, entries = 3, bilinear = 1;
        var pinned = graph.Visibility.Output == Visibility.Public ? graph.Outputs.Select(output => output.Node).ToHashSet() : [];
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            double count = node.Count;
            bool isPublic = pinned.Contains(i);
            switch (node)
            {
                case InputNode input:
                    rows += count * input.Bits;
                    bilinear += count * input.Bits;
                    variables += count * input.Bits;
                    entries += count * ((5 * input.Bits) - 2);
                    break;
                case ParameterNode parameter:
                    rows += count * parameter.Bits;
                    bilinear += count * parameter.Bits;
                    variables += count * parameter.Bits;
                    entries += count * ((5 * parameter.Bits) - 2);
                    break;
                case TiledNode tiled:
                    var plan = TilePlan.Of(graph, i);
                    if (plan.Lines is { } lines)
                    {
                        var lined = (ParameterConvolutionNode)tiled;
                        double lineRows = lines.RowsOf(lined) + (count * plan.ResultBits);
                        rows += lineRows;
                        bilinear += lineRows;
                        variables += lineRows;
                        entries += 4 * lineRows;
                        break;
                    }

                    double products = (double)plan.TilesOf(tiled) * tiled.Blocks * tiled.InnerLength;
                    double packed = plan.PackedOf(tiled);
                    double ownBits = count * plan.ResultBits;
                    rows += products + packed + ownBits;
                    bilinear += products + ownBits;
                    variables += products + packed + ownBits;
                    double leftTerms = plan.RowsAreVariables ? 1 : plan.Rows * reads.LengthOf(node.Inputs[0]);
                    double rightTerms = plan.ColumnsAreVariables ? 1 : plan.Columns;
                    entries += (products * (2 + leftTerms + rightTerms)) + (packed * (1 + Math.Max(plan.Rows, plan.Columns)))
                        + (5 * ownBits);
                    break;
                case LinearNode when isPublic || reads.IsMaterialised(i):
                    rows += count;
                    variables += count;
                    entries += count * (reads.DefinitionOf(graph, i) + 1);
                    break;
                case LinearNode:
                    break;
                case SelectorNode selector:
                    rows += count + (count / selector.Choices);
                    bilinear += count;
                    variables += count;
                    entries += count * (2 + reads.LengthOf(node.Inputs[0])) + count;
                    break;
                case ZeroNode:
                    rows += 2 * count;
                    bilinear += 2 * count;
                    variables += 2 * count;
                    entries += count * (4 + (2 * reads.LengthOf(node.Inputs[0])));
                    break;
                case ProductNode:
                    rows += count;
                    bilinear += count;
                    variables += count;
                    entries += count * (1 + reads.LengthOf(node.Inputs[0]) + reads.LengthOf(node.Inputs[1]));
                    break;
                case DecomposingNode decomposing:
                    double bits = decomposing.TotalWidth;
                    int slot = Math.Max(decomposing.Decomposed.Max(range => range.SignedBits), decomposing.Width) + 1;
                    int own = decomposing.ExtraRows;
                    bool inTiles = graph.Nodes[node.Inputs[0]] is TiledNode && TilePlan.Of(graph, node.Inputs[0]).Reader == i;
                    double packedRows = inTiles ? 0 : Math.Ceiling(count / Math.Floor(RowBits / slot));
                    rows += bits + (count * own) + packedRows + (own == 0 && isPublic ? count : 0);
                    bilinear += bits + (count * own);
                    variables += bits + (count * own);
                    double sum = node.Inputs.Sum(read => reads.LengthOf(read) / ReadCounts.Sharing(graph.Nodes[read]));
                    entries += (4 * bits) + (count * (decomposing.ExtraEntries + sum));
                    break;
            }
        }

        var digests = DigestCost.Of(graph);
        rows += digests.Rows;
        bilinear += digests.Rows;
        variables += digests.Rows;
        entries += digests.Entries;
        long publicInputs = graph.Visibility.Input == Visibility.Public ? graph.Inputs.Sum(input => (long)input.Count) : 0;
        long publics = 1 + digests.Digests + publicInputs + pinned.Sum(node => (long)graph.Nodes[node].Count);
        variables += DomainSizes.Power(publics) - (publics - 1);
        long r = (long)rows, v = (long)variables, n = (long)entries;
        return new RoughCost(r, v, n, Best(r, v, (long)(entries * Caution), (long)bilinear));
    }

    /// <summary>The best that balancing can reach: every bilinear row needs an entry in A and in B, the rest can go anywhere.</summary>
    private static DomainSizes Best(long rows, long variables, long entries, long bilinear)
    {
        DomainSizes? least = null;
        long smallest = DomainSizes.Power(bilinear);
        for (long a = smallest; a <= 8 * smallest; a *= 2)
        {
            for (long b = a; b <= 8 * smallest; b *= 2)
            {
                long c = Math.Max(b / 4, DomainSizes.Power(Math.Max(1, entries - a - b)));
                if (a + b + c >= entries)
                {
                    var domains = new DomainSizes(DomainSizes.Power(rows), DomainSizes.Power(variables), a, b, c, 1);
                    least = least is null || domains.ProverPoints < least.ProverPoints ? domains : least;
                }
            }
        }

        return least!;
    }
}
