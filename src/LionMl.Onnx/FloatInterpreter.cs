using LionMl.Onnx.Kernels;
using LionMl.Onnx.Operators;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx;

/// <summary>
/// Runs a graph in 32-bit floats: the yardstick that a quantised run is measured against. Products accumulate in 32 bits with fused
/// multiply-adds, as common runtimes do; means, variances and exponentials of one element are computed in 64 bits. Results do not depend
/// on the number of cores.
/// </summary>
public static class FloatInterpreter
{
    /// <summary>Computes the outputs of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">One tensor for each of <see cref="Graph.Inputs"/>, by name, of just its shape and type.</param>
    /// <param name="options">Cores and cancellation; null for all cores.</param>
    /// <returns>The outputs by name.</returns>
    /// <exception cref="OnnxException">An input is missing, unknown or of another shape or type, or a node cannot be computed for
    /// it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyDictionary<string, Tensor> Run(
        Graph graph, IReadOnlyDictionary<string, Tensor> inputs, InterpreterOptions? options = null)
    {
        Dictionary<string, Tensor> values = Compute(graph, inputs, options ?? InterpreterOptions.Default, keepAll: false);
        return graph.Outputs.ToDictionary(output => output.Name, output => values[output.Name], StringComparer.Ordinal);
    }

    /// <summary>Computes every tensor of a graph: inputs, constants, intermediate results and outputs; for calibration.</summary>
    /// <inheritdoc cref="Run(Graph, IReadOnlyDictionary{string, Tensor}, InterpreterOptions?)"/>
    /// <returns>All tensors by name.</returns>
    public static IReadOnlyDictionary<string, Tensor> RunAll(
        Graph graph, IReadOnlyDictionary<string, Tensor> inputs, InterpreterOptions? options = null) =>
        Compute(graph, inputs, options ?? InterpreterOptions.Default, keepAll: true);

    private static Dictionary<string, Tensor> Compute(
        Graph graph, IReadOnlyDictionary<string, Tensor> inputs, InterpreterOptions options, bool keepAll)
    {
        CheckInputs(graph, inputs);
        var values = new Dictionary<string, Tensor>(graph.Constants, StringComparer.Ordinal);
        foreach (GraphTensor input in graph.Inputs)
        {
            values[input.Name] = inputs[input.Name];
        }

        Dictionary<string, int> lastUse = keepAll ? [] : LastUses(graph);
        Threads threads = Threads.From(options);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            Node node = graph.Nodes[i];
            RunNode(graph, node, values, threads);
            foreach (string name in node.Inputs)
            {
                if (lastUse.TryGetValue(name, out int last) && last == i)
                {
                    values.Remove(name);
                }
            }
        }

        return values;
    }

    private static void RunNode(Graph graph, Node node, Dictionary<string, Tensor> values, Threads threads)
    {
        var arguments = Array.ConvertAll([.. node.Inputs], name => name.Length == 0 ? null : values[name]);
        var results = Array.ConvertAll([.. node.Outputs], name => name.Length == 0 ? null : graph.TensorOf(name));
        var context = new RunContext(node, arguments, results, threads);
        try
        {
            OperatorRegistry.Of(node).Run(context);
        }
        catch (NodeProblemException problem)
        {
            throw new OnnxException($"{node}: {problem.Message}");
        }

        for (int output = 0; output < results.Length; output++)
        {
            if (results[output] is { } result)
            {
                values[result.Name] = context.Results[output]!;
            }
        }
    }

    private static Dictionary<string, int> LastUses(Graph graph)
    {
        var lastUse = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            foreach (string name in graph.Nodes[i].Inputs)
            {
                lastUse[name] = i;
            }
        }

        foreach (GraphTensor output in graph.Outputs)
        {
            lastUse.Remove(output.Name);
        }

        return lastUse;
    }

    private static void CheckInputs(Graph graph, IReadOnlyDictionary<string, Tensor> inputs)
    {
        var problems = new List<string>();
        foreach (GraphTensor expected in graph.Inputs)
        {
            if (!inputs.TryGetValue(expected.Name, out Tensor? given))
            {
                problems.Add($"input '{expected.Name}' ({expected.ElementType} {expected.Shape}) is not given");
            }
            else if (!given.Shape.Equals(expected.Shape) || given.Type != expected.ElementType)
            {
                problems.Add($"input '{expected.Name}' is {given}, but the model takes {expected.ElementType} {expected.Shape}");
            }
        }

        var known = graph.Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        foreach (string name in inputs.Keys.Where(name => !known.Contains(name)))
        {
            problems.Add($"the model has no input '{name}'; it has {string.Join(", ", graph.Inputs.Select(input => $"'{input.Name}'"))}");
        }

        if (problems.Count > 0)
        {
            throw new OnnxException(problems, $"inputs of '{graph.Name}'");
        }
    }
}
