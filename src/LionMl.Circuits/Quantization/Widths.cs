using System.Collections.Immutable;

namespace LionMl.Circuits;

/// <summary>Sets the width of every decomposition from what calibration saw.</summary>
internal static class Widths
{
    /// <summary>Measured bits plus a margin, or the worst case where that is no wider.</summary>
    /// <param name="graph">The graph that was observed.</param>
    /// <param name="observer">What was seen.</param>
    /// <param name="margin">Bits in reserve.</param>
    /// <param name="worstCase">Take the worst case wherever it can be decomposed at all.</param>
    /// <param name="tight">Whether channels have widths of their own, and none is wider than its worst case.</param>
    public static QuantizedGraph Set(QuantizedGraph graph, WidthObserver observer, int margin, bool worstCase, bool tight)
    {
        var nodes = ImmutableArray.CreateBuilder<IntegerNode>(graph.Nodes.Count);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i].Copy();
            node.Join(nodes);
            if (node is DecomposingNode decomposing)
            {
                // Its input's range depends on the widths before it, which have just been set.
                int[] widths = new int[decomposing.Channels];
                for (int channel = 0; channel < widths.Length; channel++)
                {
                    widths[channel] = Wanted(decomposing, channel, observer.Of(i, channel), margin, worstCase, tight);
                }

                node = decomposing.WithWidths(tight ? [.. widths] : [widths.Max()]);
                node.Join(nodes);
            }

            nodes.Add(node);
        }

        return new QuantizedGraph(graph.Name, nodes.MoveToImmutable(), [.. graph.Outputs], graph.Visibility);
    }

    private static int Wanted(DecomposingNode node, int channel, IntegerRange? seen, int margin, bool worstCase, bool tight)
    {
        bool bounded = tight || seen is null || worstCase || node is not (ReluNode or RescaleNode or MaximumNode);
        int worst = bounded ? node.WorstCaseWidth(channel) : int.MaxValue;
        bool useWorst = seen is null || (worstCase && worst <= DecomposingNode.MaxWidth);

        // Where the margin alone is too wide, there is less of it.
        int needed = useWorst ? worst : node.WidthFor(seen!.Value);
        int wanted = useWorst ? worst : Math.Min(worst, Math.Max(needed, Math.Min(DecomposingNode.MaxWidth, needed + margin)));
        return wanted <= DecomposingNode.MaxWidth
            ? wanted
            : throw new CircuitException(
                $"Layer '{node.Layer}': its values need {wanted} bits, more than the {DecomposingNode.MaxWidth} that can be split. "
                + "Use fewer bits for the input, weights or activations.");
    }

    /// <summary>How each width fits what samples need.</summary>
    public static IReadOnlyList<LayerSaturation> Compare(QuantizedGraph graph, WidthObserver observer)
    {
        var result = new List<LayerSaturation>();
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            if (graph.Nodes[i] is DecomposingNode node && observer.Of(i) is { } seen)
            {
                int margin = Enumerable.Range(0, node.Channels)
                    .Min(c => observer.Of(i, c) is { } own ? node.Widths[node.Widths.Count == 1 ? 0 : c] - node.WidthFor(own) : 0);
                int worst = Enumerable.Range(0, node.Channels).Max(node.WorstCaseWidth);
                result.Add(new LayerSaturation(node.Layer, node.Kind, node.Width, node.WidthFor(seen), worst, seen, margin));
            }
        }

        return result;
    }
}
