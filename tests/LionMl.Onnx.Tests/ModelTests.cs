using LionMl.Onnx.Schema;

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

    [Fact]
    public void Attributes_of_zero_or_nothing_are_in_the_file()
    {
        // ONNX's own shape inference takes a missing value for the default, which is 1 for the axis of Flatten and for keepdims.
        NodeAttributes attributes = NodeAttributes.Empty.With("axis", 0L).With("alpha", 0f).With("text", string.Empty);
        Graph graph = new GraphBuilder("test").Input("x", TensorShape.Of(2, 3)).Node("Flatten", ["x"], ["y"], attributes).Output("y").Build();
        var written = ModelProto.Parser.ParseFrom(OnnxWriter.Write(graph)).Graph.Node[0].Attribute.ToDictionary(entry => entry.Name);
        Assert.True(written["axis"].HasI);
        Assert.True(written["alpha"].HasF);
        Assert.True(written["text"].HasS);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_number_of_cores_changes_nothing(string name)
    {
        Graph graph = OnnxReader.Read(TestModels.ModelPath(name));
        var inputs = TestModels.Inputs(graph, Path.Combine(TestModels.Folder, name));
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
        IReadOnlyDictionary<string, Tensor> outputs = FloatInterpreter.Run(graph, TestModels.Inputs(graph, folder));
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
}
