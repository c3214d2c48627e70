using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Circuits;

/// <summary>Lowers quantised graphs to constraints.</summary>
public static class CircuitCompiler
{
    /// <summary>Writes the graph's integer run as constraints. The same graph always gives the same constraints.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="cancellation">Observed between layers.</param>
    /// <exception cref="CircuitException">The circuit would be too large.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CompiledCircuit Compile(QuantizedGraph graph, CancellationToken cancellation = default) =>
        Compile(graph, Passes.All, cancellation);

    internal static CompiledCircuit Compile(QuantizedGraph graph, Passes passes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var recorder = new ConstraintRecorder<Fr>();
        var lowering = new Lowering(graph, recorder, null);
        var marks = new List<LayerMark>();
        lowering.Run(
            node => marks.Add(new LayerMark(node, recorder.ConstraintCount, recorder.PublicCount + recorder.PrivateCount)), cancellation);
        var r1cs = recorder.Build(passes.HasFlag(Passes.Balancing));
        var layout = Layout(graph, lowering.Digests);
        return new CompiledCircuit(graph, r1cs, layout, CostReporter.Report(graph, r1cs, marks), [.. CircuitHash.Of(r1cs)]);
    }

    private static PublicLayout Layout(QuantizedGraph graph, IReadOnlyList<PublicDigest> digests)
    {
        var tensors = ImmutableArray.CreateBuilder<PublicTensor>();
        var places = new Dictionary<int, int>();
        int next = 1;
        void Place(string name, TensorGroup group, int position)
        {
            var node = graph.Nodes[position];
            if (!places.TryGetValue(position, out int offset))
            {
                places.Add(position, offset = next);
                next += node.Count;
            }

            tensors.Add(new PublicTensor(name, group, offset, node.Shape, node.ScaleBits, node.Range));
        }

        for (int i = 0; i < graph.Nodes.Count && graph.Visibility.Input == Visibility.Public; i++)
        {
            if (graph.Nodes[i] is InputNode)
            {
                Place(graph.Nodes[i].Layer, TensorGroup.Input, i);
            }
        }

        foreach (var output in graph.Visibility.Output == Visibility.Public ? graph.Outputs : [])
        {
            Place(output.Name, TensorGroup.Output, output.Node);
        }

        return new PublicLayout(next + digests.Count, tensors.ToImmutable()) { Digests = [.. digests] };
    }
}
