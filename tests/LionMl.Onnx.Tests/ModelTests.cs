namespace LionMl.Onnx.Tests;

public sealed class ModelTests
{
    public static TheoryData<string> Names => TestModels.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_float_run_gives_the_output_beside_the_model(string name) => CheckModel(Path.Combine(TestModels.Folder, name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_written_model_reads_back_as_the_same_graph(string name)
    {
        Graph graph = OnnxReader.Read(TestModels.ModelPath(name));
        byte[] bytes = OnnxWriter.Write(graph);
        Graph again = OnnxReader.Read(new MemoryStream(bytes));
        Assert.Equal(graph.Nodes.Select(node => node.ToString()), again.Nodes.Select(node => node.ToString()));
        Assert.Equal(graph.Inputs, again.Inputs);
        Assert.Equal(graph.Outputs, again.Outputs);
        Assert.Equal(bytes, OnnxWriter.Write(again));
        foreach ((string constant, Tensor value) in graph.Constants)
        {
            Assert.Equal(value.ToFloats(), again.Constants[constant].ToFloats());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_number_of_cores_changes_nothing(string name)
    {
        Graph graph = OnnxReader.Read(TestModels.ModelPath(name));
        var inputs = Inputs(graph, Path.Combine(TestModels.Folder, name));
        var one = FloatInterpreter.RunAll(graph, inputs, new InterpreterOptions(1));
        var many = FloatInterpreter.RunAll(graph, inputs, new InterpreterOptions(5));
        Assert.Equal(one.Keys.Order(), many.Keys.Order());
        foreach ((string tensor, Tensor value) in one)
        {
            Assert.Equal(value.ToFloats(), many[tensor].ToFloats());
        }
    }

    [Fact]
    public void All_models_of_a_folder_named_by_the_environment_give_their_outputs()
    {
        // By hand: LIONML_MODELS=/path/to/models dotnet test --filter All_models
        string? root = Environment.GetEnvironmentVariable("LIONML_MODELS");
        foreach (string folder in string.IsNullOrEmpty(root) ? [] : Directory.GetDirectories(root))
        {
            CheckModel(folder);
        }
    }

    private static void CheckModel(string folder)
    {
        Graph graph = OnnxReader.Read(Path.Combine(folder, "model.onnx"));
        IReadOnlyDictionary<string, Tensor> outputs = FloatInterpreter.Run(graph, Inputs(graph, folder));
        float[][] expected = TestModels.ReadData(folder, "output.json", "output_data");
        Assert.Equal(expected.Length, graph.Outputs.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            ReadOnlySpan<float> actual = outputs[graph.Outputs[i].Name].Floats;
            Assert.Equal(expected[i].Length, actual.Length);
            for (int j = 0; j < actual.Length; j++)
            {
                bool close = Math.Abs(expected[i][j] - actual[j]) <= 1e-4;
                Assert.True(close, $"{folder}: output {j} is {actual[j]} instead of {expected[i][j]}");
            }
        }
    }

    private static Dictionary<string, Tensor> Inputs(Graph graph, string folder)
    {
        float[][] data = TestModels.ReadData(folder, "input.json", "input_data");
        return graph.Inputs.Zip(data).ToDictionary(pair => pair.First.Name, pair => new Tensor(pair.First.Shape, pair.Second));
    }
}
