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
    public static QuantizedGraph Set(QuantizedGraph graph, WidthObserver observer, int margin, bool worstCase)
    {
        var nodes = ImmutableArray.CreateBuilder<IntegerNode>(graph.Nodes.Count);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i].Copy();
            node.Join(nodes);
            if (node is DecomposingNode decomposing)
            {
                // Its input's range depends on the widths before it, which have just been set.
                int worst = decomposing.WorstCaseWidth;
                bool useWorst = (worstCase && worst <= DecomposingNode.MaxWidth) || observer.Of(i) is null;
                int wanted = useWorst ? worst : Math.Min(worst, decomposing.WidthFor(observer.Of(i)!.Value) + margin);
                if (wanted > DecomposingNode.MaxWidth)
                {
                    throw new CircuitException(
                        $"Layer '{node.Layer}': its values need {wanted} bits, more than the {DecomposingNode.MaxWidth} that can be split. "
                        + "Use fewer bits for the input, weights or activations.");
                }

                node = decomposing.WithWidth(wanted);
                node.Join(nodes);
            }

            nodes.Add(node);
        }

        return new QuantizedGraph(graph.Name, nodes.MoveToImmutable(), [.. graph.Outputs], graph.Visibility);
    }

    /// <summary>How each width fits what samples need.</summary>
    public static IReadOnlyList<LayerSaturation> Compare(QuantizedGraph graph, WidthObserver observer)
    {
        var result = new List<LayerSaturation>();
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            if (graph.Nodes[i] is DecomposingNode node && observer.Of(i) is { } seen)
            {
                result.Add(new LayerSaturation(node.Layer, node.Kind, node.Width, node.WidthFor(seen), node.WorstCaseWidth, seen));
            }
        }

        return result;
    }
}
