using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// Attention masks with numbers such as −3·10³⁸, which stand for "not at all": smaller ones that are as far from everything that they
/// meet take their place, since no scale could hold both.
/// </summary>
internal static class MaskConstants
{
    // No number of a model is as large and meant as one.
    private const float Huge = 1e30f;

    // As many times what the constant meets, and at least so much: e^−64 is nothing at any scale.
    private const double Times = 4;
    private const double Least = 64;

    private static readonly string[] Masking = ["Add", "Max", "Min", "Sub", "Where"];

    /// <summary>The model with such constants replaced; the same one if it has none.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="statistics">What calibration saw of it.</param>
    public static Graph Tame(Graph graph, TensorStatistics statistics)
    {
        var replaced = new Dictionary<(string Node, int Input), Tensor>();
        foreach (var node in graph.Nodes.Where(node => Masking.Contains(node.OpType)))
        {
            double met = node.Inputs.Where(input => !graph.TryGetConstant(input, out _)).Select(statistics.MaxAbs)
                .Where(largest => largest < Huge).DefaultIfEmpty(0).Max();
            float limit = (float)Math.Max(Least, Times * met);
            for (int i = 0; i < node.Inputs.Length; i++)
            {
                bool huge = graph.TryGetConstant(node.Inputs[i], out var constant) && constant!.Type.IsFloating()
                    && constant.ToFloats().Any(value => Math.Abs(value) >= Huge);
                if (huge)
                {
                    float[] values = Array.ConvertAll(
                        constant!.ToFloats(), value => Math.Abs(value) >= Huge ? Math.Sign(value) * limit : value);
                    replaced.Add((node.Name, i), new Tensor(constant.Shape, values, constant.Type));
                }
            }
        }

        return replaced.Count == 0 ? graph : Rebuilt(graph, replaced);
    }

    private static Graph Rebuilt(Graph graph, Dictionary<(string Node, int Input), Tensor> replaced)
    {
        var builder = GraphBuilder.WithoutNodes(graph);
        foreach (var node in graph.Nodes)
        {
            string[] inputs = [.. node.Inputs];
            for (int i = 0; i < inputs.Length; i++)
            {
                if (replaced.TryGetValue((node.Name, i), out var value))
                {
                    inputs[i] = $"{node.Name}/mask_{i}";
                    builder.Constant(inputs[i], value);
                }
            }

            builder.Node(node.OpType, inputs, node.Outputs.AsSpan(), node.Attributes, node.Name);
        }

        foreach (var output in graph.Outputs)
        {
            builder.Output(output.Name);
        }

        return builder.Build();
    }
}
