using LionMl.Onnx.Operators;
using LionMl.Onnx.Schema;

namespace LionMl.Onnx.Tests;

/// <summary>One directory of ONNX's own test data: a model, inputs and expected outputs.</summary>
internal sealed class NodeTestCase
{
    private NodeTestCase(string category, string folder)
    {
        Category = category;
        Folder = folder;
        Name = Path.GetFileName(folder);
        Model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, "model.onnx")));
    }

    /// <summary>Where Debian's package libonnx-testdata puts the data.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("ONNX_TESTDATA") ?? "/usr/share/libonnx-testdata/data";

    public static bool IsInstalled => Directory.Exists(Path.Combine(Root, "node"));

    public string Category { get; }

    public string Folder { get; }

    public string Name { get; }

    public ModelProto Model { get; }

    /// <summary>All operators, those in the bodies of branches and loops as well.</summary>
    public IReadOnlyList<string> OpTypes => [.. NodesOf(Model.Graph).Select(NameOf).Distinct()];

    /// <summary>The operators that are not supported.</summary>
    public IReadOnlyList<string> UnknownOpTypes => [.. OpTypes.Where(op => !OperatorRegistry.TryGet(op, out _))];

    /// <summary>Whether all operators are known, so that the case counts.</summary>
    public bool IsInScope => UnknownOpTypes.Count == 0;

    public static IEnumerable<NodeTestCase> All()
    {
        foreach (string category in new[] { "node", "pytorch-converted", "pytorch-operator", "simple" })
        {
            string folder = Path.Combine(Root, category);
            if (!Directory.Exists(folder))
            {
                continue;
            }

            foreach (string test in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
            {
                if (File.Exists(Path.Combine(test, "model.onnx")))
                {
                    yield return new NodeTestCase(category, test);
                }
            }
        }
    }

    public static NodeTestCase Of(string category, string name) => new(category, Path.Combine(Root, category, name));

    /// <summary>Runs every data set of the case with the interpreter.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Run() => Run((graph, inputs) => FloatInterpreter.Run(graph, inputs));

    /// <summary>Runs every data set of the case.</summary>
    /// <param name="run">Computes the outputs of a graph.</param>
    /// <param name="mostFree">Inputs beyond this number are constants of the graph, as they are in models.</param>
    /// <returns>What is wrong, or null.</returns>
    public string? Run(
        Func<Graph, IReadOnlyDictionary<string, Tensor>, IReadOnlyDictionary<string, Tensor>> run, int mostFree = int.MaxValue)
    {
        foreach (string dataSet in Directory.GetDirectories(Folder, "test_data_set_*"))
        {
            if (Run(dataSet, run, mostFree) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private string? Run(
        string dataSet,
        Func<Graph, IReadOnlyDictionary<string, Tensor>, IReadOnlyDictionary<string, Tensor>> run,
        int mostFree)
    {
        try
        {
            string[] initialised = [.. Model.Graph.Initializer.Select(tensor => tensor.Name)];
            string[] names = [.. Model.Graph.Input.Select(input => input.Name).Where(name => !initialised.Contains(name))];
            var inputs = new Dictionary<string, Tensor>();
            for (int i = 0; i < names.Length; i++)
            {
                inputs.Add(names[i], ReadTensor(Path.Combine(dataSet, $"input_{i}.pb"), DeclaredType(Model.Graph.Input, names[i])));
            }

            (Graph graph, Dictionary<string, Tensor> free) = ReadModel(names, inputs, mostFree);
            IReadOnlyDictionary<string, Tensor> results = run(graph, free);
            for (int i = 0; i < graph.Outputs.Count; i++)
            {
                Tensor expected = ReadTensor(Path.Combine(dataSet, $"output_{i}.pb"), graph.Outputs[i].ElementType);
                if (Compare(expected, results[graph.Outputs[i].Name]) is { } difference)
                {
                    return $"output {i}: {difference}";
                }
            }

            return null;
        }
        catch (OnnxException problem)
        {
            return problem.Message;
        }
    }

    private static IEnumerable<NodeProto> NodesOf(GraphProto graph) => graph.Node.SelectMany(
        node => node.Attribute.Where(attribute => attribute.G is not null).SelectMany(attribute => NodesOf(attribute.G)).Prepend(node));

    private static string NameOf(NodeProto node) => node.Domain is "" or "ai.onnx" ? node.OpType : $"{node.Domain}.{node.OpType}";

    // These models take shapes, axes and the like as inputs; for a circuit they must be fixed.
    private (Graph Graph, Dictionary<string, Tensor> Free) ReadModel(
        string[] names, Dictionary<string, Tensor> inputs, int mostFree)
    {
        for (int free = Math.Min(names.Length, mostFree); ; free = Math.Min(free - 1, 1))
        {
            try
            {
                var fixedInputs = names.Skip(free).ToDictionary(name => name, name => inputs[name]);
                Graph graph = OnnxReader.Read(Path.Combine(Folder, "model.onnx"), new OnnxReadOptions { FixedInputs = fixedInputs });
                return (graph, names.Take(free).ToDictionary(name => name, name => inputs[name]));
            }
            catch (OnnxException problem)
                when (free > 0 && problem.Message.Contains("depend on the model's input", StringComparison.Ordinal))
            {
                // Try again with fewer free inputs.
            }
        }
    }

    private static ElementType DeclaredType(IEnumerable<ValueInfoProto> inputs, string name) =>
        (ElementType)(inputs.First(input => input.Name == name).Type?.TensorType?.ElemType ?? 0);

    private static Tensor ReadTensor(string path, ElementType declared)
    {
        using FileStream stream = File.OpenRead(path);
        Tensor tensor = OnnxReader.ReadTensor(stream);
        if (declared != ElementType.BFloat16 || tensor.Type != ElementType.UInt16)
        {
            return tensor;
        }

        // The data's author had no such type in NumPy and stored its bits.
        float[] values = [.. tensor.Integers.ToArray().Select(bits => BitConverter.UInt32BitsToSingle((uint)bits << 16))];
        return new Tensor(tensor.Shape, values, ElementType.BFloat16);
    }

    private static string? Compare(Tensor expected, Tensor actual)
    {
        if (!expected.Shape.Equals(actual.Shape) || expected.Type != actual.Type)
        {
            return $"expected {expected}, got {actual}";
        }

        // The tolerance of ONNX's own test runner, which 16-bit types exceed by their rounding alone.
        double relative = expected.Type is ElementType.BFloat16 ? 8e-3 : 1e-3;
        float[] wanted = expected.ToFloats();
        float[] got = actual.ToFloats();
        for (int i = 0; i < wanted.Length; i++)
        {
            bool same = wanted[i].Equals(got[i]) || Math.Abs(wanted[i] - got[i]) <= 1e-6 + (relative * Math.Abs(wanted[i]));
            if (!same)
            {
                return $"element {i} of {expected} is {got[i]} instead of {wanted[i]}";
            }
        }

        return null;
    }
}
